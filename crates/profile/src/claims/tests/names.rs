//! Names in the shapes that profiles give them.

use bonafide_layout::Hint;
use bonafide_model::claims::Format;

use super::*;

fn of(source: &str) -> (Option<String>, Option<String>) {
    let profile = read(source);
    (
        profile.team_name.map(|c| c.value),
        profile.team_short_name.map(|c| c.value),
    )
}

/// A page, by its bytes.
fn of_page(body: &str) -> (Option<String>, Option<String>) {
    let profile = crate::read(
        format!("<!DOCTYPE html><html>{body}</html>").as_bytes(),
        &Hint::default(),
    )
    .unwrap();
    assert_eq!(profile.format, Format::Html);
    (
        profile.team_name.map(|c| c.value),
        profile.team_short_name.map(|c| c.value),
    )
}

#[test]
fn names_are_read_in_every_shape_of_section_2_1() {
    for (section, official, short) in [
        (
            "Official name: Team of Elm\nShort name: ELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "• Full name – Team of Elm\n• Acronym – ELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official name\tTeam of Elm\nShort name\tELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official name         Team of Elm\nShort name            ELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official name\tShort name\nTeam of Elm\tELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Full name:\nTeam of Elm\n\nShort name:\nELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official team name Team of Elm\nShort name ELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official name of the team: Response Team of the Town of Elm\nShort name of the team: ELM-CERT",
            "Response Team of the Town of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Official name of the team: Team of Elm\nShort name of the team: ELM-CERT",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "The official name is \"Team of Elm\". The short name is \"ELM-CERT\".",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Nama resmi tim adalah Tim Tanggap Elm dan disingkat ELM-CSIRT.",
            "Tim Tanggap Elm",
            Some("ELM-CSIRT"),
        ),
        (
            "Response Team of Elm (“ELM-CERT”)",
            "Response Team of Elm (“ELM-CERT”)",
            Some("ELM-CERT"),
        ),
        (
            "Response Team of Elm, which is a town",
            "Response Team of Elm, which is a town",
            None,
        ),
        ("ELM-CERT", "ELM-CERT", None),
        ("ELM-CERT.", "ELM-CERT", None),
        (
            "Team of Elm (ELM-CERT)",
            "Team of Elm (ELM-CERT)",
            Some("ELM-CERT"),
        ),
        (
            "Team of Elm (Elm CERT)",
            "Team of Elm (Elm CERT)",
            Some("Elm CERT"),
        ),
        (
            "Team of Elm, abbreviated as ELM-CERT.",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Team of Elm (hereinafter “ELM-CERT”)",
            "Team of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Computer Security Incident Response Team (CSIRT) of Elm, hereafter ELM-CERT",
            "Computer Security Incident Response Team (CSIRT) of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Équipe de réponse de l’Orme, ci-après ELM-CERT.",
            "Équipe de réponse de l’Orme",
            Some("ELM-CERT"),
        ),
        (
            "Tim Tanggap Elm, selanjutnya disebut ELM-CSIRT.",
            "Tim Tanggap Elm",
            Some("ELM-CSIRT"),
        ),
        (
            "正式名称：エルムネットワーク\n略称：ELM-SIRT",
            "エルムネットワーク",
            Some("ELM-SIRT"),
        ),
        (
            "The name of the team is ELM-CERT, a part of the council.",
            "ELM-CERT",
            None,
        ),
        ("Le nom de l'équipe est « ELM-CERT »", "ELM-CERT", None),
        ("„ELM-CERT“, das Team der Verwaltung.", "ELM-CERT", None),
        (
            "ELM-CERT is the response team of the town of Elm.",
            "ELM-CERT",
            None,
        ),
        (
            "The Elm Response Team is responsible for the town.",
            "Elm Response Team",
            None,
        ),
        (
            "Team of the Department of Works, Harbours, Inland Waterways, Lakes, Ponds and Wells of the Northern County of Elm",
            "Team of the Department of Works, Harbours, Inland Waterways, Lakes, Ponds and Wells of the Northern County of Elm",
            None,
        ),
        (
            "Computer Emergency Response Team of the harbour administration of the\nnorthern county of Elm\nShort name: ELM-CERT",
            "Computer Emergency Response Team of the harbour administration of the northern county of Elm",
            Some("ELM-CERT"),
        ),
        (
            "Full name: Computer Emergency Response Team of the harbour authority of\nthe northern county\nShort name: ELM-CERT",
            "Computer Emergency Response Team of the harbour authority of the northern county",
            Some("ELM-CERT"),
        ),
        (
            "Official name: ELM-CERT Short name: ELM",
            "ELM-CERT",
            Some("ELM"),
        ),
        ("TLP:CLEAR\nELM-CERT", "ELM-CERT", None),
    ] {
        let found = of(&format!(
            "2 Contact Information\n2.1 Name of the Team\n{section}\n2.2 Address\nQuay 1\n"
        ));
        assert_eq!(
            found,
            (Some(official.to_owned()), short.map(str::to_owned)),
            "{section}"
        );
    }
}

#[test]
fn a_name_behind_its_heading_and_one_without_a_section_are_read() {
    let elm = (Some("ELM-CERT".to_owned()), None);
    assert_eq!(
        of("2.1 Name of the Team: ELM-CERT\n2.2 Address\nQuay 1\n"),
        elm
    );
    assert_eq!(of("2.1 Nazwa zespołu: ELM-CERT\n2.2 Adres\nQuay 1\n"), elm);
    let both = (Some("Team of Elm".to_owned()), Some("ELM-CERT".to_owned()));
    assert_eq!(
        of(
            "2. Contact Information\n\nFull Name:\nTeam of Elm\n\nShort Name:\nELM-CERT\n\nTelephone:\n+1 555 0100\n"
        ),
        both
    );
}

#[test]
fn a_cover_table_is_no_section_and_its_other_rows_are_no_names() {
    let cover = "RFC 2350\nNama Tim\tELM-CSIRT\nVersi Dokumen\t1.0\nStatus\tAktif\n\n";
    let section = "2. Informasi Kontak\n2.1. Nama Tim\nNama Lengkap: TIM ELM - RESPONSE TEAM\nSingkatan: ELM-CSIRT\n2.2. Alamat\nElm\n";
    assert_eq!(
        of(&format!("{cover}{section}")),
        (
            Some("TIM ELM - RESPONSE TEAM".to_owned()),
            Some("ELM-CSIRT".to_owned())
        )
    );
}

#[test]
fn a_title_is_a_name_only_where_it_names_a_team() {
    let rest = "1. Document Information\n1.1 Date of Last Update\nVersion 1.0, 2026-03-01\n2.7 Electronic Mail Address\ncert@elm.example\n";
    for (title, name) in [
        (
            "ELM-CERT: description according to RFC 2350",
            Some("ELM-CERT"),
        ),
        (
            "RFC 2350 Profile of the Elm Response Team",
            Some("Elm Response Team"),
        ),
        ("RFC2350 for ELM-CERT", Some("ELM-CERT")),
        ("ELM-CERT – RFC 2350", Some("ELM-CERT")),
        ("CSIRT description", None),
        ("RFC 2350", None),
        ("© 2026 ELM-CERT", None),
        ("Copyright ELM-CERT 2026", None),
        ("Version 1.0 ELM-CERT", None),
        ("We, the ELM-CERT, have new keys", None),
        (
            "The address below is the one for most incidents under the scope of action of ELM-CERT.",
            None,
        ),
        ("Concert of the town", None),
        ("uid [ultimate] ELM-CERT incidents <cert@elm.example>", None),
    ] {
        assert_eq!(
            of(&format!("{title}\n\n{rest}")).0.as_deref(),
            name,
            "{title}"
        );
    }
}

#[test]
fn what_stands_beside_a_name_is_no_part_of_it() {
    let section = |said: &str| {
        of(&format!(
            "1. Document Information\n1.1 Date of Last Update\n2026-03-01\n2. Contact Information\n2.1 Name of the Team\n\n{said}\n\n2.2 Address\nElm\n"
        ))
    };
    let long = "Computer Emergency Response Team of Greenmoor";
    for (said, official, short) in [
        (
            "Computer Emergency Response Team of Greenmoor\nCountry: Exampleland\nHosted by: University",
            long,
            None,
        ),
        (
            "English: Computer Emergency Response Team of Greenmoor\nGerman: Computer-Notfallteam",
            long,
            None,
        ),
        (
            "The team is called Computer Emergency Response Team of Greenmoor (abbreviated ELM-CERT).",
            long,
            Some("ELM-CERT"),
        ),
        (
            "Name ........... Computer Emergency Response Team of Greenmoor\nShort name ..... ELM-CERT",
            long,
            Some("ELM-CERT"),
        ),
        (
            "Official name.: Computer Emergency Response Team of Greenmoor\nShort name....: ELM-CERT",
            long,
            Some("ELM-CERT"),
        ),
    ] {
        assert_eq!(
            section(said),
            (Some(official.to_owned()), short.map(str::to_owned)),
            "{said}"
        );
    }
    let japanese =
        "1. 文書情報\n2. 連絡先\n2.1 チーム名\n\nチーム名はELM-CSIRTです。\n\n2.2 所在地\n東京\n";
    assert_eq!(of(japanese).0.as_deref(), Some("ELM-CSIRT"));
    let line = "RFC 2350\n\nContact: Computer Emergency Response Team, Tel. +44 20 7946 0152\n";
    assert_eq!(of(line).0, None, "a line of contacts");
}

/// However far in it stands, and whatever parts its number from its words.
#[test]
fn the_words_of_a_heading_are_no_name() {
    for heading in [
        "  2.1 Name of the Team",
        "        2.1 Name of the Team",
        "2.1     Name of the Team",
        "2.1\tName of the Team",
        "2.1\u{a0}\u{a0}Name of the Team",
        "2.1: Name of the Team",
        "Section 2.1: Name of the Team",
        "  2.1.  Team Name",
        "2.1: Nom de l'équipe",
    ] {
        let section = format!(
            "1. Document Information\n1.1 Date of Last Update\n2026-03-01\n2. Contact Information\n{heading}\n"
        );
        let rest = "2.2 Address\nElm Street 1\n";
        for (below, name) in [
            ("\n  ELM-CERT\n", Some("ELM-CERT")),
            ("ELM-CERT\n", Some("ELM-CERT")),
            ("\n", None),
        ] {
            assert_eq!(
                of(&format!("{section}{below}{rest}")).0.as_deref(),
                name,
                "{heading:?}"
            );
        }
        let beside = format!("{}: ELM-CERT\n{rest}", section.trim_end());
        assert_eq!(of(&beside).0.as_deref(), Some("ELM-CERT"), "{heading:?}");
    }
}

#[test]
fn a_label_in_front_of_a_name_is_no_part_of_it() {
    let section = |said: &str| {
        of(&format!(
            "1. Informacje o dokumencie\n1.1 Data aktualizacji\n2026-03-01\n2. Informacje kontaktowe\n2.1 Nazwa zespołu\n{said}\n2.2 Adres\nElm\n"
        ))
        .0
    };
    for said in ["Nazwa zespołu to ELM-CERT.", "Nazwa zespołu brzmi ELM-CERT"] {
        assert_eq!(section(said).as_deref(), Some("ELM-CERT"), "{said}");
    }
}

/// What the title page names, beside what section 2.1 says.
fn titles(front: &str) -> Vec<String> {
    let rest = "1. Document Information\n1.1 Date of Last Update\nVersion 1.0, 2026-03-01\n2. Contact Information\n2.1 Name of the Team\nELM-CERT\n2.7 Electronic Mail Address\ncert@elm.example\n";
    let profile = read(&format!("{front}\n\n{rest}"));
    assert_eq!(
        profile.team_name.map(|name| name.value).as_deref(),
        Some("ELM-CERT"),
        "{front}"
    );
    profile.titles.into_iter().map(|name| name.value).collect()
}

#[test]
fn a_title_that_names_another_team_is_kept_beside_the_name_of_the_team() {
    assert_eq!(
        titles("RFC 2350 profile of OAK-CERT"),
        ["OAK-CERT", "RFC 2350 profile of OAK-CERT"]
    );
    assert_eq!(
        titles("OAKNET - RFC 2350"),
        ["OAKNET"],
        "a name that says no kind"
    );
    assert_eq!(
        titles("Oaknet\n\nOAK-CERT: description according to RFC 2350"),
        [
            "OAK-CERT",
            "Oaknet",
            "OAK-CERT: description according to RFC 2350"
        ],
        "whichever of both is read as the title"
    );
    for silent in [
        "RFC 2350",
        "TLP:CLEAR",
        "Version 1.0, 1 March 2026",
        "Member of OAK-CERT",
    ] {
        assert_eq!(titles(silent), [""; 0], "{silent}");
    }
}

#[test]
fn menus_leads_and_footers_of_a_page_are_no_names() {
    let rest = "<h2>1. Document Information</h2><h3>1.1 Date of Last Update</h3><p>Version 1.00, 1 February 2012</p><h2>2. Contact Information</h2>";
    let menu = "<ul><li><a href='a.html'>Services of ELM-CERT</a></li><li><a href='b.html'>ELM-CERT team</a></li></ul>";
    assert_eq!(
        of_page(&format!(
            "<body>{menu}{rest}<div>© 2012 ELM-CERT</div></body>"
        ))
        .0,
        None
    );
    let (name, _) = of_page(&format!(
        "<head><title>ELM-CERT</title></head><body>{menu}{rest}</body>"
    ));
    assert_eq!(name.as_deref(), Some("ELM-CERT"));
    let lead = "<h1>RFC 2350</h1><p>Informasi layanan, tugas, dan kontak ELM-CSIRT.</p>";
    let section = "<h3>2.1. Nama Tim</h3><p>Tim Tanggap (Response Team) Elm, disingkat ELM-CSIRT.</p><h3>2.5 Email</h3><p>x@elm.example</p>";
    let found = of_page(&format!("<body>{lead}{rest}{section}</body>"));
    assert_eq!(
        found,
        (
            Some("Tim Tanggap (Response Team) Elm".to_owned()),
            Some("ELM-CSIRT".to_owned())
        )
    );
    let both = (
        Some("Response Team of Elm".to_owned()),
        Some("ELM-CERT".to_owned()),
    );
    let rows = "<tr><th>Official name</th><th>Short name</th></tr><tr><td>Response Team of Elm</td><td>ELM-CERT</td></tr>";
    assert_eq!(
        of_page(&format!(
            "<body>{rest}<h3>2.1 Name of the Team</h3><table>{rows}</table></body>"
        )),
        both
    );
    let rows = "<tr><td>2.1 Name of the Team</td><td>Elm CERT</td></tr><tr><td>2.2 Address</td><td>Quay 1</td></tr>";
    assert_eq!(
        of_page(&format!("<body>{rest}<table>{rows}</table></body>"))
            .0
            .as_deref(),
        Some("Elm CERT")
    );
    // A paragraph of a page is one line: what follows is another paragraph.
    let two = "<h3>2.1 Name of the Team</h3><p>University of Greenmoor Computer Emergency Response Team</p><p>the team of the university</p>";
    let (name, _) = of_page(&format!("<body>{rest}{two}</body>"));
    assert_eq!(
        name.as_deref(),
        Some("University of Greenmoor Computer Emergency Response Team")
    );
}

#[test]
fn what_is_no_name_gives_none() {
    for section in [
        "not applicable",
        "https://elm.example/",
        "cert@elm.example",
        "We are here to help. Please write to us.",
    ] {
        assert_eq!(
            of(&format!(
                "2.1 Name of the Team\n{section}\n2.2 Address\nQuay 1\n"
            ))
            .0,
            None,
            "{section}"
        );
    }
}

#[test]
fn hours_stand_behind_their_label_or_below_their_heading() {
    let hours = |source: &str| {
        read(source)
            .claims
            .business_hours
            .into_iter()
            .map(|c| c.value)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        hours("2 Contact Information\nBusiness hours: Mon-Fri 9:00-17:00\n"),
        ["Mon-Fri 9:00-17:00"]
    );
    assert_eq!(
        hours("2 Contact Information\nOperating Hours:\nMail is read from 9.00 to 17.00\n"),
        ["Mail is read from 9.00 to 17.00"]
    );
    assert_eq!(
        hours(
            "2 Contact Information\n2.10 Hours of operation\nMonday to Friday from 07:30 to 16:30.\n3 Charter\nx\n"
        ),
        ["Monday to Friday from 07:30 to 16:30"]
    );
    assert_eq!(
        hours(
            "2 Contact Information\n2.10 Hours of operation\nMonday to Thursday 8-16\nFriday 8-14\nPlease write.\n3 Charter\nx\n"
        ),
        ["Monday to Thursday 8-16 Friday 8-14"]
    );
    assert!(hours("2 Contact Information\n2.10 Hours of operation\n3 Charter\n24 7\n").is_empty());
}

#[test]
fn what_only_stands_beside_a_name_drops_none() {
    let elm = Some("ELM-CERT");
    for (section, official) in [
        ("ELM-CERT?", elm),
        ("ELM-CERT!", elm),
        ("ELM-CERT ©", elm),
        ("ELM-CERT @ Greenmoor", elm),
        ("ELM-CERT https://elm.example/", elm),
        ("ELM-CERT <cert@elm.example>", elm),
        ("TLP:CLEAR ELM-CERT", elm),
        ("TLP:CLEAR\nELM-CERT", elm),
        ("Page ELM-CERT", elm),
        ("Page 3\nELM-CERT", elm),
        ("1. ELM-CERT", elm),
        ("1) ELM-CERT", elm),
        ("ELM-CERT\u{b9}", elm),
        ("ELM-CERT†", elm),
        ("ELM-CERT [1]", elm),
        ("ELM-CERT(a)", elm),
        ("ELM-CERT [*]", elm),
        ("Der Name des Teams lautet ELM-CERT.", elm),
        ("Our team is called ELM-CERT.", elm),
        ("This is the team ELM-CERT.", elm),
        ("We are ELM-CERT, the team of the town.", elm),
        ("Unser Team ist ELM-CERT.", elm),
        ("CERT@ELM", Some("CERT@ELM")),
        // Sentences that only speak of teams give none.
        ("We are a member of TF-CSIRT.", None),
        ("Our team is TF-CSIRT accredited.", None),
        ("Is your CERT part of ELM-CERT? Write to us!", None),
        ("cert@elm.example", None),
    ] {
        let found = of(&format!(
            "2 Contact Information\n\n2.1 Name of the Team\n\n{section}\n\n2.2 Address\n\nQuay 1\n"
        ));
        assert_eq!(found.0.as_deref(), official, "{section}");
    }
    let long = format!("ELM-CERT, {}", "team of the county ".repeat(30));
    let (name, _) = of(&format!(
        "2.1 Name of the Team\n\n{long}\n\n2.2 Address\n\nQuay 1\n"
    ));
    let name = name.unwrap();
    assert!(
        name.starts_with("ELM-CERT") && name.chars().count() == 300,
        "{name}"
    );
}

#[test]
fn a_name_in_front_of_its_long_form_in_brackets_is_the_short_one() {
    let name = "ELM-CERT (Computer Emergency Response Team of Elm)";
    assert_eq!(
        of(&format!(
            "2.1 Name of the Team\n\n{name}\n\n2.2 Address\n\nQuay 1\n"
        )),
        (Some(name.to_owned()), Some("ELM-CERT".to_owned()))
    );
    let name = "ELM-CERT (since 2012)";
    assert_eq!(
        of(&format!(
            "2.1 Name of the Team\n\n{name}\n\n2.2 Address\n\nQuay 1\n"
        ))
        .1,
        None
    );
}

#[test]
fn the_short_name_may_have_a_heading_of_its_own() {
    for level in ["h3", "h4"] {
        let page = format!(
            "<h2>2.1 Name of the Team</h2><{level}>Full name</{level}><p>Response Team of Elm</p>\
             <{level}>Short name</{level}><p>ELM-CERT</p><h2>2.2 Address</h2><p>Quay 1</p>"
        );
        assert_eq!(
            of_page(&page),
            (
                Some("Response Team of Elm".to_owned()),
                Some("ELM-CERT".to_owned())
            )
        );
    }
}

#[test]
fn a_name_in_a_heading_is_one() {
    let rest = "<h2>1. Document Information</h2><h3>1.1 Date of Last Update</h3><p>Version 1.00, 1 February 2012</p><h2>2. Contact Information</h2>";
    let behind = "<h3>2.2 Address</h3><p>Quay 1</p>";
    for (section, official) in [
        (
            "<h3>2.1 Name of the Team</h3><h4>ELM-CERT</h4>",
            Some("ELM-CERT"),
        ),
        (
            "<h3>2.1 Name of the Team</h3><h4>Elm Bank</h4>",
            Some("Elm Bank"),
        ),
        ("<h3>2.1 ELM-CERT</h3>", Some("ELM-CERT")),
        ("<h3>2.1 ELM-CERT</h3><p>It helps.</p>", Some("ELM-CERT")),
        ("<h3>2.1 Name of the Team</h3>", None),
        (
            "<h3>2.1 Name of the Team</h3><h4>Remarks</h4><p>We are here to help.</p>",
            None,
        ),
    ] {
        let page = format!("<body>{rest}{section}{behind}</body>");
        assert_eq!(of_page(&page).0.as_deref(), official, "{section}");
    }
}

#[test]
fn a_short_name_has_no_words_that_introduce_it() {
    for (section, short) in [
        ("OAK-CERT (also known as ELM-CERT)", Some("ELM-CERT")),
        ("Response Team of Elm (known as ELM-CERT)", Some("ELM-CERT")),
        (
            "The short name is ELM-CERT, and that is all.",
            Some("ELM-CERT"),
        ),
    ] {
        let (official, found) = of(&format!(
            "2.1 Name of the Team\n{section}\n2.2 Address\nQuay 1\n"
        ));
        assert_eq!(found.as_deref(), short, "{section}");
        assert_ne!(official.as_deref(), Some("The"), "{section}");
    }
}

#[test]
fn a_name_whose_letters_are_turned_is_warned_of() {
    let warnings = |name: &str| {
        let profile = read(&format!(
            "2.1 Name of the Team\n\n{name}\n\n2.2 Address\n\nQuay 1\n"
        ));
        let odd = bonafide_model::claims::ReadWarningKind::OddCharacters;
        profile.warnings.iter().filter(|w| w.kind == odd).count()
    };
    assert_eq!(warnings("\u{202e}TREC-MLE\u{202c}"), 1);
    assert_eq!(warnings("ELM-CERT"), 0);
}
