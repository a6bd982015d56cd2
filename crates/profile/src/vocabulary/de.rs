//! German.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "de",
    headings: &[
        ("1", &[
            "informationen zum dokument", "dokumentinformationen", "dokumenteninformationen", "information zum dokument",
            "uber dieses dokument", "informationen uber dieses dokument", "informationen zu diesem dokument",
            "angaben zum dokument", "dokumentinformation", "dokumentenbeschreibung",
        ]),
        ("1.1", &[
            "datum der letzten aktualisierung", "letzte aktualisierung", "letzte anderung", "datum der letzten anderung",
            "stand", "datum des letzten updates", "letztes update", "stand des dokuments", "dokumentversion",
            "anderungshistorie", "versionshistorie", "dokumentenhistorie", "datum der letzten uberarbeitung",
            "letzte uberarbeitung",
        ]),
        ("1.2", &[
            "verteilerliste fur benachrichtigungen", "verteilerliste", "verteiler", "verteiler fur benachrichtigungen",
            "verteilerlisten fur benachrichtigungen", "benachrichtigungsverteiler", "verteilerliste fur anderungen",
        ]),
        ("1.3", &[
            "orte an denen dieses dokument zu finden ist", "ort an dem dieses dokument zu finden ist",
            "fundort dieses dokuments", "speicherort des dokuments", "ablageort", "ablageort des dokuments",
            "verfugbarkeit des dokuments", "wo dieses dokument zu finden ist", "fundstellen dieses dokuments", "fundstelle",
            "bezugsquelle", "bezug des dokuments", "verfugbarkeit dieses dokuments", "veroffentlichungsort",
            "veroffentlichungsorte dieses dokuments",
        ]),
        ("1.4", &[
            "authentizitat dieses dokuments", "authentizitat des dokuments", "authentifizierung dieses dokuments",
            "authentisierung dieses dokuments", "authentifizierung des dokuments", "authentisierung des dokuments",
            "echtheit des dokuments", "echtheit dieses dokuments", "signatur des dokuments", "signatur dieses dokuments",
            "authentizitat", "prufung der authentizitat",
        ]),
        ("1.5", &[
            "identifikation des dokuments", "dokumentenidentifikation", "identifizierung des dokuments",
            "dokumentidentifikation", "identifikation dieses dokuments", "dokumentidentifizierung",
        ]),
        ("2", &[
            "kontaktinformationen", "kontakt", "kontaktdaten", "kontaktinformation", "kontaktangaben", "kontakte",
        ]),
        ("2.1", &["name des teams", "teamname", "bezeichnung des teams", "name des csirt", "name des cert"]),
        ("2.2", &["adresse", "anschrift", "postanschrift", "postadresse"]),
        ("2.3", &["zeitzone", "zeitzonen"]),
        ("2.4", &["telefonnummer", "telefon", "telefonnummern", "rufnummer"]),
        ("2.5", &["faxnummer", "telefax", "faxnummern", "telefaxnummer"]),
        ("2.6", &[
            "andere telekommunikation", "sonstige telekommunikation", "weitere kommunikationsmittel",
            "andere kommunikationsmittel", "sonstige kommunikationsmittel", "weitere kommunikationswege",
            "andere kommunikationswege", "sonstige telekommunikationsmittel", "weitere telekommunikationsmittel",
        ]),
        ("2.7", &[
            "e mail adresse", "e mail adressen", "elektronische postadresse", "emailadresse", "elektronische adresse",
            "elektronische mail adresse", "mailadresse",
        ]),
        ("2.8", &[
            "offentliche schlussel und weitere informationen zur verschlusselung",
            "offentliche schlussel und verschlusselungsinformationen",
            "offentlicher schlussel und verschlusselungsinformationen",
            "offentliche schlussel und andere verschlusselungsinformationen", "offentliche schlussel", "offentlicher schlussel",
            "verschlusselung", "verschlusselungsinformationen", "pgp schlussel", "offentliche schlussel und verschlusselung",
            "offentlicher schlussel und weitere verschlusselungsinformationen",
            "offentlicher schlussel und andere informationen zur verschlusselung",
            "offentliche schlussel und weitere verschlusselungsinformationen",
            "offentliche schlussel und sonstige verschlusselungsinformationen", "informationen zur verschlusselung",
            "offentlicher pgp schlussel",
        ]),
        ("2.9", &["teammitglieder", "mitglieder", "mitglieder des teams", "teamzusammensetzung"]),
        ("2.10", &[
            "weitere informationen", "sonstige informationen", "andere informationen", "zusatzliche informationen",
        ]),
        ("2.11", &[
            "kontaktpunkte fur kunden", "ansprechpartner", "kontaktstelle fur kunden", "kundenkontakt", "kontaktstellen",
            "ansprechpartner fur kunden", "kontaktpunkte", "kontaktstelle", "betriebszeiten", "geschaftszeiten",
            "kontaktmoglichkeiten", "erreichbarkeit",
        ]),
        ("3", &["charta", "auftrag und zustandigkeit", "satzung"]),
        ("3.1", &[
            "leitbild", "auftrag", "aufgabe", "aufgaben", "aufgabenstellung", "mission", "missionserklarung", "zielsetzung",
        ]),
        ("3.2", &["zielgruppe", "zielgruppen", "klientel", "zustandigkeitsbereich", "nutzerkreis"]),
        ("3.3", &[
            "tragerschaft", "zugehorigkeit", "tragerschaft und zugehorigkeit", "tragerorganisation",
            "sponsoren und zugehorigkeit", "finanzierung und zugehorigkeit", "zugehorigkeiten",
        ]),
        ("3.4", &["befugnisse", "autoritat", "befugnis", "vollmacht", "vollmachten", "kompetenzen"]),
        ("4", &["richtlinien", "grundsatze", "policies"]),
        ("4.1", &[
            "arten von vorfallen und umfang der unterstutzung", "arten von vorfallen und grad der unterstutzung",
            "arten von vorfallen", "arten von zwischenfallen und umfang der unterstutzung",
            "art der vorfalle und umfang der unterstutzung", "vorfallarten und unterstutzungsgrad", "art der vorfalle",
        ]),
        ("4.2", &[
            "zusammenarbeit interaktion und offenlegung von informationen",
            "kooperation interaktion und offenlegung von informationen", "zusammenarbeit", "kooperation",
            "zusammenarbeit und weitergabe von informationen", "weitergabe von informationen",
        ]),
        ("4.3", &[
            "kommunikation und authentifizierung", "kommunikation und authentisierung", "kommunikation und authentizitat",
            "kommunikation",
        ]),
        ("5", &["dienste", "dienstleistungen", "leistungen"]),
        ("5.1", &[
            "vorfallbehandlung", "reaktion auf vorfalle", "vorfallbearbeitung", "behandlung von vorfallen",
            "bearbeitung von vorfallen",
        ]),
        ("5.2", &["proaktive aktivitaten", "proaktive dienste", "proaktive tatigkeiten", "proaktive massnahmen"]),
        ("6", &[
            "meldeformulare fur vorfalle", "meldeformular", "meldeformulare", "formulare zur meldung von vorfallen",
            "formular zur meldung von vorfallen", "meldung von vorfallen", "vorfallmeldung",
            "formulare fur die meldung von vorfallen", "formulare",
        ]),
        ("7", &["haftungsausschluss", "haftungsausschlusse", "haftung", "haftungsbeschrankung"]),
    ],
    labels: &[
        (Term::Fingerprint, &[
            "fingerabdruck", "pgp fingerabdruck", "schlusselfingerabdruck", "fingerabdrucke", "key fingerabdruck",
            "fingerabdruck des schlussels",
        ]),
        (Term::KeyId, &[
            "schlussel id", "schlusselkennung", "pgp schlussel id", "schlussel kennung", "schlusselnummer", "schlusselid",
            "id des schlussels",
        ]),
        (Term::UserId, &["benutzer id", "nutzer id", "benutzerkennung", "schlusselinhaber", "benutzerid"]),
        (Term::KeyAttribute, &["schlusseltyp", "schlussellange", "lange", "schlusselgrosse", "algorithmus", "typ"]),
        (Term::Key, &[
            "schlussel", "offentlicher schlussel", "offentlichen schlussel", "offentliche schlussel", "pgp schlussel",
            "pgp schlussels", "schlussels", "offentlicher pgp schlussel", "offentliche pgp schlussel", "team schlussel",
        ]),
        (Term::Signature, &[
            "signatur", "pgp signatur", "signiert", "digitale signatur", "signaturen", "unterschrieben", "digital signiert",
            "ihre pgp signatur", "unterschrift", "signaturdatei", "signierte version", "signierte fassung",
        ]),
        (Term::Checksum, &[
            "prufsumme", "hashwert", "prufsummen", "sha 256 prufsumme", "sha256 prufsumme", "sha 256 hashwert",
        ]),
        (Term::Document, &[
            "dieses dokument", "dieses dokuments", "das dokument", "aktuelle version dieses dokuments", "aktuelle fassung",
            "dokument", "diesem dokument",
        ]),
        (Term::Certificate, &[
            "zertifikat", "zertifikate", "zertifikats", "s mime zertifikat", "tls zertifikat", "ssl zertifikat",
            "serverzertifikat",
        ]),
        (Term::Version, &["versionsnummer", "fassung", "dokumentversion", "dies ist version", "ausgabe"]),
        (Term::Update, &[
            "datum der letzten aktualisierung", "letzte aktualisierung", "letzte anderung", "stand", "datum",
            "veroffentlicht am", "veroffentlicht", "dokumentdatum", "datum des dokuments", "zuletzt aktualisiert",
            "aktualisiert am", "zuletzt geandert", "vom", "datum der letzten anderung",
        ]),
        (Term::Creation, &[
            "erstellt am", "erstellungsdatum", "erstellung", "erste version", "erstellung des dokuments", "erstausgabe",
            "erstveroffentlichung",
        ]),
        (Term::Expiry, &[
            "gultig bis", "ablaufdatum", "gultigkeit", "ablauf", "lauft ab", "gultigkeitsdauer", "ablauf des schlussels",
        ]),
        (Term::Superseded, &[
            "neuere version", "neue version", "nachfolgende version", "spatere version", "durch eine neuere", "nachste version",
            "veroffentlichung einer neuen version", "bis auf weiteres", "spateren version", "neuen version", "neueren version",
        ]),
        (Term::History, &[
            "anderungshistorie", "versionshistorie", "historie", "autor", "anderung", "anderungen", "bemerkung", "kommentar",
            "dokumentenhistorie",
        ]),
        (Term::Phone, &["telefon", "telefonnummer", "telefonnummern", "rufnummer", "telefonisch", "fon", "festnetz"]),
        (Term::Fax, &["faxnummer", "telefaxnummer"]),
        (Term::Emergency, &[
            "notfall", "notfalle", "notfallnummer", "notruf", "rufbereitschaft", "bereitschaft",
            "ausserhalb der geschaftszeiten", "notfallen", "dringenden fallen", "ausserhalb der burozeiten",
        ]),
        (Term::Mobile, &["mobil", "mobiltelefon", "handy", "mobilnummer"]),
        (Term::Email, &["e mail adresse", "emailadresse", "mailadresse", "elektronische post"]),
        (Term::Address, &["anschrift", "postanschrift", "postadresse"]),
        (Term::TimeZone, &["zeitzone"]),
        (Term::Hours, &[
            "geschaftszeiten", "betriebszeiten", "burozeiten", "offnungszeiten", "dienstzeiten", "arbeitszeiten",
            "servicezeiten", "erreichbarkeit",
        ]),
        (Term::OfficialName, &["offizieller name", "vollstandiger name", "teamname", "name des teams", "offizielle bezeichnung"]),
        (Term::ShortName, &["kurzname", "abkurzung", "kurzbezeichnung", "kurzform"]),
        (Term::OnRequest, &["auf anfrage", "auf nachfrage", "auf wunsch"]),
        (Term::NotSigned, &["nicht signiert", "nicht unterschrieben", "keine signatur"]),
        (Term::Keyserver, &["schlusselserver", "keyservern", "schlusselservern", "key servern"]),
        (Term::Contents, &["inhaltsverzeichnis", "inhalt"]),
        (Term::MasterKey, &["hauptschlussel", "vertrauensanker", "wurzelschlussel", "masterkey"]),
        (Term::OldKey, &[
            "alter schlussel", "alte schlussel", "fruherer schlussel", "abgelaufener schlussel", "widerrufener schlussel",
            "widerrufen", "vorheriger schlussel", "ehemaliger schlussel", "abgelaufen", "veraltet", "alter pgp schlussel",
        ]),
        (Term::IncidentKey, &["schlussel fur vorfalle", "fur vorfalle", "vorfallmeldungen", "fur vorfallmeldungen"]),
        (Term::InformationKey, &["allgemeine anfragen", "fur allgemeine anfragen", "allgemeine informationen"]),
        (Term::MemberKey, &[
            "personlicher schlussel", "personliche schlussel", "teammitglied", "teamleiter", "leiter des teams", "mitglied",
        ]),
        (Term::TeamKey, &[
            "teamschlussel", "neuer schlussel", "aktueller schlussel", "aktuelle schlussel", "unser schlussel",
        ]),
    ],
    months: [
        &["januar", "janner", "jan"],
        &["februar", "feber", "feb"],
        &["marz", "maerz", "mrz"],
        &["april", "apr"],
        &["mai"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sept", "sep"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["dezember", "dez"],
    ],
};
