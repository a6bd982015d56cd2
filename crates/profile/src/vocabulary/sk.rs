//! Slovak.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "sk",
    headings: &[
        ("1", &["informacie o dokumente", "informacie o tomto dokumente", "o tomto dokumente", "uvod"]),
        ("1.1", &[
            "datum poslednej aktualizacie", "datum poslednej zmeny", "posledna aktualizacia", "posledna zmena", "historia zmien",
        ]),
        ("1.2", &[
            "distribucny zoznam", "distribucny zoznam pre oznamenia", "distribucny zoznam pre notifikacie",
            "zoznam prijemcov oznameni", "distribucny zoznam oznameni", "zoznam prijemcov",
        ]),
        ("1.3", &[
            "miesta kde sa da najst tento dokument", "miesto kde sa da najst tento dokument",
            "miesta kde je mozne najst tento dokument", "umiestnenie dokumentu", "umiestnenie tohto dokumentu",
            "dostupnost dokumentu", "miesto zverejnenia dokumentu", "kde najdete tento dokument",
            "miesta kde mozno najst tento dokument",
        ]),
        ("1.4", &[
            "autentickost dokumentu", "autentickost tohto dokumentu", "overenie dokumentu", "overenie pravosti dokumentu",
            "autentifikacia dokumentu", "autentizacia dokumentu", "overenie tohto dokumentu", "autentizacia tohto dokumentu",
            "autentifikacia tohto dokumentu", "overenie autenticity dokumentu", "pravost dokumentu",
            "overenie pravosti tohto dokumentu",
        ]),
        ("1.5", &["identifikacia dokumentu", "identifikacia tohto dokumentu"]),
        ("2", &["kontaktne informacie", "kontaktne udaje", "kontakt"]),
        ("2.1", &["nazov timu", "meno timu", "nazov"]),
        ("2.2", &["adresa", "postova adresa"]),
        ("2.3", &["casove pasmo", "casova zona"]),
        ("2.4", &["telefonne cislo", "telefon", "telefonne cisla"]),
        ("2.5", &["faxove cislo", "cislo faxu", "fax"]),
        ("2.6", &[
            "ina telekomunikacia", "ine telekomunikacne prostriedky", "ina forma komunikacie", "dalsie formy komunikacie",
            "ostatne telekomunikacne prostriedky", "dalsie telekomunikacne prostriedky", "ine formy komunikacie",
            "ine sposoby komunikacie",
        ]),
        ("2.7", &[
            "e mailova adresa", "elektronicka posta", "emailova adresa", "adresa elektronickej posty", "elektronicka adresa",
            "mailova adresa",
        ]),
        ("2.8", &[
            "verejne kluce a sifrovacie informacie", "verejne kluce a dalsie sifrovacie informacie",
            "verejny kluc a sifrovacie informacie", "verejne kluce a informacie o sifrovani", "verejny kluc", "verejne kluce",
            "sifrovanie", "verejne kluce a ine informacie o sifrovani", "verejny kluc a informacie o sifrovani", "pgp kluc",
            "verejny pgp kluc", "verejne kluce a ine sifrovacie informacie", "verejne kluce a sifrovanie",
            "sifrovacie informacie", "verejny kluc a sifrovanie",
        ]),
        ("2.9", &["clenovia timu", "clenovia", "zlozenie timu"]),
        ("2.10", &["dalsie informacie", "ine informacie", "ostatne informacie", "doplnujuce informacie"]),
        ("2.11", &[
            "kontaktne body", "kontaktny bod", "kontaktne miesta", "kontaktne body pre zakaznikov", "kontakt pre zakaznikov",
            "kontaktne body zakaznikov", "prevadzkove hodiny", "kontakt pre klientov",
        ]),
        ("3", &["charta", "stanovy", "poslanie a posobnost", "statut"]),
        ("3.1", &["poslanie", "misia", "poslanie timu"]),
        ("3.2", &["konstituencia", "posobnost", "okruh posobnosti", "cielova skupina", "pole posobnosti"]),
        ("3.3", &[
            "sponzorstvo a alebo prislusnost", "sponzorstvo a prislusnost", "prislusnost", "zriadovatel",
            "financovanie a prislusnost", "sponzorstvo",
        ]),
        ("3.4", &["opravnenia", "autorita", "pravomoc", "pravomoci", "kompetencie"]),
        ("4", &["politiky", "pravidla", "zasady", "postupy"]),
        ("4.1", &[
            "typy incidentov a uroven podpory", "druhy incidentov a uroven podpory", "typy incidentov a urovne podpory",
            "typy incidentov", "druhy incidentov",
        ]),
        ("4.2", &[
            "spolupraca interakcia a zverejnovanie informacii", "spolupraca a zverejnovanie informacii", "spolupraca",
            "spolupraca interakcia a poskytovanie informacii", "spolupraca interakcie a zverejnovanie informacii",
        ]),
        ("4.3", &[
            "komunikacia a autentifikacia", "komunikacia a autentizacia", "komunikacia", "komunikacia a overovanie",
        ]),
        ("5", &["sluzby"]),
        ("5.1", &["reakcia na incidenty", "riesenie incidentov", "reaktivne sluzby"]),
        ("5.2", &["proaktivne cinnosti", "proaktivne sluzby", "proaktivne aktivity"]),
        ("6", &[
            "formulare na hlasenie incidentov", "formular na hlasenie incidentov", "hlasenie incidentov",
            "formular hlasenia incidentu", "formulare hlasenia incidentov", "formular na nahlasenie incidentu",
            "nahlasovanie incidentov", "formulare pre hlasenie incidentov", "formular pre hlasenie incidentov",
            "formulare na nahlasovanie incidentov",
        ]),
        ("7", &[
            "vylucenie zodpovednosti", "odmietnutie zodpovednosti", "obmedzenie zodpovednosti", "zrieknutie sa zodpovednosti",
            "prehlasenie o vyluceni zodpovednosti", "vyhlasenie o odmietnuti zodpovednosti",
        ]),
    ],
    labels: &[
        (Term::Fingerprint, &[
            "odtlacok", "odtlacok kluca", "digitalny odtlacok", "odtlacok pgp kluca", "otlacok kluca", "odtlacok prsta",
        ]),
        (Term::KeyId, &["id kluca", "identifikator kluca", "cislo kluca", "identifikacia kluca"]),
        (Term::UserId, &["id pouzivatela", "identifikator pouzivatela", "pouzivatel"]),
        (Term::KeyAttribute, &["typ kluca", "dlzka kluca", "velkost kluca", "typ", "dlzka"]),
        (Term::Key, &[
            "kluc", "kluca", "kluce", "verejny kluc", "pgp kluc", "na stiahnutie sa kluc nachadza", "verejneho kluca",
            "pgp kluca", "klucom", "pgp klucom", "verejne kluce",
        ]),
        (Term::Signature, &[
            "podpis", "podpisany", "podpisane", "elektronicky podpis", "podpisom", "podpisu", "digitalny podpis", "je podpisany",
        ]),
        (Term::Checksum, &["kontrolny sucet", "hash dokumentu"]),
        (Term::Document, &["tento dokument", "tohto dokumentu", "dokument", "aktualna verzia"]),
        (Term::Certificate, &["certifikat", "certifikatu"]),
        (Term::Version, &["verzia", "verzia cislo", "cislo verzie", "verzia dokumentu", "verzie"]),
        (Term::Update, &[
            "datum poslednej aktualizacie", "posledna aktualizacia", "zo dna", "datum vydania", "vydane dna", "datum dokumentu",
            "aktualizovane", "datum", "zverejnene dna", "datum zverejnenia", "posledna zmena", "publikovana dna",
            "publikovane dna", "zverejnena dna",
        ]),
        (Term::Creation, &["vytvorenie dokumentu", "datum vytvorenia", "vytvorene", "prva verzia"]),
        (Term::Expiry, &[
            "platnost do", "platny do", "platnost", "datum expiracie", "platne do", "expiracia", "platnost kluca",
        ]),
        (Term::Superseded, &[
            "novsia verzia", "nova verzia", "novsej verzie", "nahradeny novsou verziou", "nahradeny", "novej verzie",
            "novou verziou", "novsou verziou",
        ]),
        (Term::History, &["historia zmien", "historia", "zmeny", "popis zmeny"]),
        (Term::Phone, &["telefon", "telefonne cislo", "telefonicky", "tel cislo", "telefonne cisla"]),
        (Term::Fax, &["faxove cislo", "cislo faxu"]),
        (Term::Emergency, &[
            "nudzove", "v nudzovych pripadoch", "pohotovost", "mimo pracovnej doby", "mimo pracovnych hodin", "nudzovy kontakt",
            "sluzbukonajuci",
        ]),
        (Term::Mobile, &["mobil", "mobilny telefon", "mobilne cislo"]),
        (Term::Email, &["e mailova adresa", "emailova adresa", "elektronicka posta", "mailova adresa"]),
        (Term::Address, &["adresa", "postova adresa"]),
        (Term::TimeZone, &["casove pasmo", "casova zona"]),
        (Term::Hours, &[
            "pracovna doba", "pracovne hodiny", "prevadzkove hodiny", "pracovny cas", "prevadzkova doba", "pracovnej dobe",
        ]),
        (Term::OfficialName, &["oficialny nazov", "uplny nazov", "plny nazov", "nazov timu", "nazov", "cely nazov"]),
        (Term::ShortName, &["skratka", "kratky nazov", "skrateny nazov", "skratene meno"]),
        (Term::OnRequest, &["na poziadanie", "na vyziadanie"]),
        (Term::NotSigned, &["nie je podpisany", "nepodpisany"]),
        (Term::Keyserver, &[
            "server klucov", "servery klucov", "serveroch klucov", "klucovy server", "serveroch verejnych klucov",
        ]),
        (Term::Contents, &["obsah"]),
        (Term::MasterKey, &["hlavny kluc", "korenovy kluc"]),
        (Term::OldKey, &[
            "stary kluc", "povodny kluc", "predchadzajuci kluc", "zruseny kluc", "neplatny kluc", "exspirovany kluc",
        ]),
        (Term::IncidentKey, &["kluc pre incidenty", "pre incidenty"]),
        (Term::InformationKey, &["vseobecne informacie"]),
        (Term::MemberKey, &["osobny kluc", "clen timu", "veduci timu"]),
        (Term::TeamKey, &["kluc timu", "aktualny kluc", "novy kluc", "timovy kluc"]),
    ],
    months: [
        &["januar", "januara", "jan"],
        &["februar", "februara", "feb"],
        &["marec", "marca", "mar"],
        &["april", "aprila", "apr"],
        &["maj", "maja"],
        &["jun", "juna"],
        &["jul", "jula"],
        &["august", "augusta", "aug"],
        &["september", "septembra", "sep"],
        &["oktober", "oktobra", "okt"],
        &["november", "novembra", "nov"],
        &["december", "decembra", "dec"],
    ],
};
