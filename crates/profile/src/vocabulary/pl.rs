//! Polish.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "pl",
    headings: &[
        ("1", &[
            "informacje o dokumencie", "informacje o niniejszym dokumencie", "o dokumencie", "informacje dotyczace dokumentu",
            "o tym dokumencie",
        ]),
        ("1.1", &[
            "data ostatniej aktualizacji", "ostatnia aktualizacja", "data ostatniej zmiany", "data aktualizacji",
            "historia zmian", "data ostatniej modyfikacji", "wersja dokumentu",
        ]),
        ("1.2", &[
            "lista dystrybucyjna", "lista dystrybucyjna powiadomien", "lista dystrybucyjna dla powiadomien",
            "lista dystrybucji powiadomien", "listy dystrybucyjne", "lista dystrybucji",
        ]),
        ("1.3", &[
            "miejsca w ktorych mozna znalezc ten dokument", "lokalizacja dokumentu", "miejsce publikacji dokumentu",
            "miejsca publikacji dokumentu", "gdzie mozna znalezc ten dokument",
            "miejsca w ktorych mozna znalezc niniejszy dokument", "lokalizacja niniejszego dokumentu", "dostep do dokumentu",
            "miejsce udostepnienia dokumentu", "lokalizacje w ktorych mozna znalezc ten dokument", "dostepnosc dokumentu",
            "miejsce publikacji", "miejsce w ktorym mozna znalezc ten dokument",
        ]),
        ("1.4", &[
            "autentycznosc dokumentu", "uwierzytelnienie dokumentu", "uwierzytelnianie dokumentu",
            "uwierzytelnienie niniejszego dokumentu", "autentycznosc niniejszego dokumentu",
            "potwierdzenie autentycznosci dokumentu", "uwierzytelnianie niniejszego dokumentu",
            "weryfikacja autentycznosci dokumentu", "uwierzytelnianie tego dokumentu", "autentycznosc tego dokumentu",
        ]),
        ("1.5", &["identyfikacja dokumentu", "identyfikacja niniejszego dokumentu", "oznaczenie dokumentu"]),
        ("2", &["informacje kontaktowe", "dane kontaktowe", "kontakt"]),
        ("2.1", &["nazwa zespolu", "nazwa"]),
        ("2.2", &["adres", "adres pocztowy"]),
        ("2.3", &["strefa czasowa"]),
        ("2.4", &["numer telefonu", "telefon", "numery telefonow", "numery telefonu"]),
        ("2.5", &["numer faksu", "faks", "numer fax"]),
        ("2.6", &[
            "inne srodki komunikacji", "inne formy komunikacji", "inne srodki telekomunikacji", "pozostale srodki komunikacji",
            "inne telekomunikacyjne", "inne srodki lacznosci", "inne kanaly komunikacji",
        ]),
        ("2.7", &[
            "adres poczty elektronicznej", "poczta elektroniczna", "adres e mail", "adres email", "adresy poczty elektronicznej",
            "adresy e mail",
        ]),
        ("2.8", &[
            "klucze publiczne i inne informacje o szyfrowaniu", "klucze publiczne i informacje o szyfrowaniu",
            "klucz publiczny i informacje o szyfrowaniu", "klucze publiczne", "klucz publiczny", "szyfrowanie",
            "klucze publiczne i informacje dotyczace szyfrowania", "klucz publiczny i inne informacje dotyczace szyfrowania",
            "klucz pgp", "klucze publiczne i inne informacje dotyczace szyfrowania",
            "klucz publiczny i informacje dotyczace szyfrowania", "klucze publiczne oraz inne informacje o szyfrowaniu",
            "klucze publiczne i szyfrowanie", "informacje o szyfrowaniu", "informacje dotyczace szyfrowania",
            "publiczny klucz pgp",
        ]),
        ("2.9", &["czlonkowie zespolu", "sklad zespolu", "zespol", "czlonkowie"]),
        ("2.10", &["inne informacje", "pozostale informacje", "dodatkowe informacje", "informacje dodatkowe"]),
        ("2.11", &[
            "punkty kontaktowe", "punkt kontaktowy", "punkty kontaktowe dla klientow", "kontakt dla klientow", "godziny pracy",
            "kontakt z klientem", "punkty kontaktu", "punkty kontaktu z klientem",
        ]),
        ("3", &["karta zespolu", "statut", "karta"]),
        ("3.1", &["misja", "misja zespolu"]),
        ("3.2", &[
            "obszar dzialania", "odbiorcy", "obszar dzialalnosci", "obszar odpowiedzialnosci", "grupa docelowa",
        ]),
        ("3.3", &[
            "przynaleznosc", "sponsorowanie i przynaleznosc", "afiliacja", "sponsorzy i afiliacja",
            "finansowanie i przynaleznosc", "przynaleznosc organizacyjna", "sponsoring i przynaleznosc", "afiliacje",
        ]),
        ("3.4", &["uprawnienia", "umocowanie", "kompetencje", "upowaznienia"]),
        ("4", &["polityki", "polityka", "zasady dzialania", "zasady"]),
        ("4.1", &[
            "rodzaje incydentow i poziom wsparcia", "typy incydentow i poziom wsparcia", "rodzaje incydentow", "typy incydentow",
            "rodzaje incydentow i zakres wsparcia",
        ]),
        ("4.2", &[
            "wspolpraca interakcja i ujawnianie informacji", "wspolpraca", "wspolpraca interakcje i ujawnianie informacji",
            "wspolpraca i ujawnianie informacji", "wspolpraca wspoldzialanie i ujawnianie informacji",
        ]),
        ("4.3", &[
            "komunikacja i uwierzytelnianie", "komunikacja", "komunikacja i uwierzytelnienie", "lacznosc i uwierzytelnianie",
        ]),
        ("5", &["uslugi", "swiadczone uslugi"]),
        ("5.1", &["reagowanie na incydenty", "obsluga incydentow", "uslugi reaktywne", "reakcja na incydenty"]),
        ("5.2", &["dzialania proaktywne", "uslugi proaktywne", "aktywnosci proaktywne"]),
        ("6", &[
            "formularze zglaszania incydentow", "formularz zglaszania incydentow", "zglaszanie incydentow",
            "formularz zgloszenia incydentu", "formularze zgloszenia incydentu", "formularze zgloszen incydentow",
            "formularz zgloszeniowy", "formularze zgloszeniowe", "zgloszenie incydentu",
        ]),
        ("7", &[
            "zastrzezenia", "wylaczenie odpowiedzialnosci", "zastrzezenia prawne", "ograniczenie odpowiedzialnosci",
            "zastrzezenie", "zrzeczenie sie odpowiedzialnosci", "klauzula wylaczenia odpowiedzialnosci",
        ]),
    ],
    labels: &[
        (Term::Fingerprint, &["odcisk palca", "odcisk klucza", "odcisk", "odcisk palca klucza"]),
        (Term::KeyId, &["id klucza", "identyfikator klucza", "numer klucza"]),
        (Term::UserId, &["identyfikator uzytkownika", "id uzytkownika", "uzytkownik"]),
        (Term::KeyAttribute, &["typ klucza", "dlugosc klucza", "rozmiar klucza", "rodzaj klucza"]),
        (Term::Key, &[
            "klucz", "klucza", "klucze", "klucz publiczny", "klucz pgp", "klucze publiczne", "klucza publicznego", "kluczem",
            "publiczny klucz pgp", "kluczem pgp", "klucza pgp",
        ]),
        (Term::Signature, &[
            "podpis cyfrowy", "podpisany cyfrowo", "podpis elektroniczny", "zostal podpisany", "sygnatura", "podpis pgp",
            "podpisem",
        ]),
        (Term::Checksum, &["suma kontrolna", "skrot"]),
        (Term::Document, &["ten dokument", "niniejszy dokument", "niniejszego dokumentu", "aktualna wersja"]),
        (Term::Version, &["wersja", "wersja dokumentu", "numer wersji", "wersja nr", "wersji"]),
        (Term::Update, &[
            "data ostatniej aktualizacji", "ostatnia aktualizacja", "opublikowany", "opublikowano", "data publikacji",
            "data dokumentu", "data wydania", "opublikowana", "zaktualizowano", "z dnia", "opublikowany dnia",
            "opublikowana dnia", "data aktualizacji", "ostatnia zmiana",
        ]),
        (Term::Creation, &["data utworzenia", "utworzenie dokumentu", "pierwsza wersja", "utworzono"]),
        (Term::Expiry, &[
            "wazny do", "data waznosci", "termin waznosci", "wazna do", "waznosc", "wygasa", "data wygasniecia",
        ]),
        (Term::Superseded, &[
            "nowsza wersja", "nowej wersji", "nowsza wersje", "kolejnej wersji", "nowszej wersji", "pozniejsza wersja",
            "nowa wersja",
        ]),
        (Term::History, &["historia zmian", "zmiany", "opis zmian", "historia wersji"]),
        (Term::Phone, &["numer telefonu", "telefonicznie", "telefoniczny", "nr telefonu"]),
        (Term::Fax, &["numer faksu"]),
        (Term::Emergency, &[
            "nagly wypadek", "naglych wypadkach", "dyzur", "poza godzinami pracy", "alarmowy", "awaryjny",
            "w pilnych przypadkach", "telefon alarmowy", "dyzurny",
        ]),
        (Term::Mobile, &["komorka", "telefon komorkowy", "komorkowy"]),
        (Term::Email, &["poczta elektroniczna", "adres email", "adres e mail", "adres poczty elektronicznej"]),
        (Term::Address, &["adres pocztowy"]),
        (Term::TimeZone, &["strefa czasowa"]),
        (Term::Hours, &["godziny pracy", "godziny urzedowania", "godzinach pracy", "godziny dzialania"]),
        (Term::OfficialName, &["pelna nazwa", "nazwa oficjalna", "nazwa zespolu", "nazwa", "oficjalna nazwa"]),
        (Term::ShortName, &["nazwa skrocona", "krotka nazwa", "skrocona nazwa"]),
        (Term::OnRequest, &["na zadanie", "na zyczenie", "na prosbe", "na wniosek"]),
        (Term::NotSigned, &["nie jest podpisany", "niepodpisany"]),
        (Term::Keyserver, &["serwer kluczy", "serwerach kluczy", "serwery kluczy"]),
        (Term::Contents, &["spis tresci"]),
        (Term::MasterKey, &["klucz glowny", "klucz nadrzedny"]),
        (Term::OldKey, &[
            "stary klucz", "poprzedni klucz", "klucz odwolany", "klucz uniewazniony", "wygasly klucz", "poprzednie klucze",
        ]),
        (Term::IncidentKey, &["klucz do zglaszania incydentow", "do zglaszania incydentow"]),
        (Term::InformationKey, &["informacje ogolne"]),
        (Term::MemberKey, &["klucz osobisty", "czlonek zespolu", "kierownik zespolu"]),
        (Term::TeamKey, &["klucz zespolu", "obecny klucz", "nowy klucz", "aktualny klucz zespolu"]),
    ],
    months: [
        &["styczen", "stycznia", "sty"],
        &["luty", "lutego", "lut"],
        &["marzec", "marca", "mar"],
        &["kwiecien", "kwietnia", "kwi"],
        &["maj", "maja"],
        &["czerwiec", "czerwca", "cze"],
        &["lipiec", "lipca", "lip"],
        &["sierpien", "sierpnia", "sie"],
        &["wrzesien", "wrzesnia", "wrz"],
        &["pazdziernik", "pazdziernika", "paz"],
        &["listopad", "listopada", "lis"],
        &["grudzien", "grudnia", "gru"],
    ],
};
