//! French.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "fr",
    headings: &[
        ("1", &[
            "informations sur le document", "information sur le document", "informations relatives au document",
            "information relative au document", "description du document", "a propos de ce document", "a propos du document",
            "informations concernant le document", "information document", "informations", "information",
            "informations du document", "presentation du document",
        ]),
        ("1.1", &[
            "date de la derniere mise a jour", "date de derniere mise a jour", "date de mise a jour", "derniere mise a jour",
            "derniere modification", "date de la mise a jour", "version du document", "date de publication",
            "suivi des versions", "historique des versions", "historique du document", "historique", "date de revision",
            "date de la derniere revision", "versions",
        ]),
        ("1.2", &[
            "liste de distribution", "liste de diffusion", "liste de distribution pour les notifications",
            "liste de diffusion pour les notifications", "liste de diffusion des notifications", "listes de diffusion",
            "liste de distribution des notifications", "liste de distribution pour les modifications",
        ]),
        ("1.3", &[
            "lieux de distribution de ce document", "lieu de publication du document", "lieux de publication du document",
            "lieu de distribution de ce document", "lieu de distribution du document", "lieux ou ce document peut etre trouve",
            "ou trouver ce document", "endroits ou ce document peut etre trouve", "emplacement du document",
            "emplacement de ce document", "acces au document", "acces a ce document", "lieux de distribution du document",
            "lieux ou trouver ce document", "lieu ou ce document peut etre trouve",
            "emplacements ou ce document peut etre trouve", "endroit ou ce document peut etre trouve",
            "lieu de publication de ce document", "disponibilite du document",
        ]),
        ("1.4", &[
            "authentifier ce document", "authenticite de ce document", "authenticite du document",
            "authentification de ce document", "authentification du document", "authentifier le document",
            "signature du document", "signature de ce document",
        ]),
        ("1.5", &["identification du document", "identification de ce document", "identite du document"]),
        ("2", &[
            "informations de contact", "information de contact", "contact", "contacts", "coordonnees",
            "informations de contacts", "nous contacter",
        ]),
        ("2.1", &[
            "nom de l equipe", "nom", "nom du cert", "nom du csirt", "nom officiel", "denomination de l equipe",
        ]),
        ("2.2", &["adresse", "adresse postale", "adresse physique"]),
        ("2.3", &["fuseau horaire", "zone horaire", "fuseaux horaires"]),
        ("2.4", &[
            "numero de telephone", "numeros de telephone", "telephone", "numero de telephones", "numeros de telephones",
            "telephones",
        ]),
        ("2.5", &[
            "numero de fax", "fax", "numero de telecopie", "telecopie", "telecopieur", "numeros de fax", "numero de telecopieur",
        ]),
        ("2.6", &[
            "autre canal de communication", "autres moyens de communication", "autre moyen de communication",
            "autres telecommunications", "autres canaux de communication", "autre telecommunication",
            "autres moyens de telecommunication", "autre moyen de telecommunication",
        ]),
        ("2.7", &[
            "adresse de courrier electronique", "adresse electronique", "courrier electronique", "adresse mail", "adresse email",
            "adresse e mail", "courriel", "adresse de messagerie", "adresse courriel", "messagerie electronique",
            "adresse de messagerie electronique", "adresses electroniques", "email", "adresses de courrier electronique",
        ]),
        ("2.8", &[
            "cle publique et informations de chiffrement", "cle publique et information de chiffrement",
            "cles publiques et informations de chiffrement", "cle publique et autres informations de chiffrement",
            "cles publiques et autres informations de chiffrement", "cle publique et informations liees au chiffrement",
            "cle publique", "cles publiques", "cle pgp", "cles pgp", "informations de chiffrement", "chiffrement",
            "cle publique pgp", "cle publique et chiffrement", "cle publique et informations sur le chiffrement",
            "cles publiques et autres informations relatives au chiffrement", "cles de chiffrement",
            "cle publique et autres informations relatives au chiffrement",
            "cles publiques et autres informations sur le chiffrement", "informations relatives au chiffrement",
        ]),
        ("2.9", &["composition de l equipe", "membres de l equipe", "equipe", "les membres de l equipe", "membres"]),
        ("2.10", &[
            "autres informations", "autre information", "informations complementaires", "informations diverses",
            "informations supplementaires",
        ]),
        ("2.11", &[
            "points de contact avec les clients", "point de contact clients", "point de contact client",
            "points de contact clients", "points de contact", "point de contact", "contact clients", "points de contact client",
            "point de contact avec les clients", "contact client", "point de contact pour les clients", "heures d ouverture",
            "horaires", "points de contact pour les clients", "horaires d ouverture",
        ]),
        ("3", &["charte"]),
        ("3.1", &[
            "missions", "mission", "enonce de mission", "ordre de mission", "declaration de mission", "enonce de la mission",
            "ordre de missions",
        ]),
        ("3.2", &[
            "perimetre d intervention", "circonscription", "perimetre", "beneficiaires", "communaute d interet", "communaute",
            "public", "perimetre d action", "commettants", "parties prenantes", "domaine d intervention", "adherents",
        ]),
        ("3.3", &[
            "parrainage", "affiliation", "affiliations", "support ou relations", "parrainage et affiliation",
            "parrainage et ou affiliation", "parrainage affiliation", "sponsor et affiliation", "organisme de parrainage",
            "sponsoring et affiliation", "appartenance",
        ]),
        ("3.4", &["autorite", "autorites", "mandat"]),
        ("4", &["politiques", "politique", "strategie"]),
        ("4.1", &[
            "types d incidents et niveau de support", "types d incidents et niveau d assistance",
            "types d incidents et niveaux de support", "type d incidents et niveau de support",
            "types d incident et niveau de support", "types d incidents", "types d incidents et niveau d intervention",
        ]),
        ("4.2", &[
            "cooperation echange et confidentialite de l information",
            "cooperation echanges et confidentialite de l information", "cooperation interaction et divulgation d informations",
            "cooperation interaction et divulgation d information", "cooperation interaction et partage d information",
            "cooperation interaction et divulgation de l information", "cooperation",
            "cooperation interaction et partage d informations", "partage d information",
            "echange et confidentialite de l information", "cooperation et confidentialite de l information",
            "cooperation et partage d informations", "cooperation et divulgation d informations",
        ]),
        ("4.3", &["communication et authentification", "communications et authentification", "communication"]),
        ("5", &["services", "service", "prestations", "services proposes"]),
        ("5.1", &[
            "reponse a incident", "reponse a l incident", "reponse aux incidents", "reponse a incidents",
            "gestion des incidents", "gestion d incidents", "traitement des incidents", "reponse sur incident",
        ]),
        ("5.1.1", &["triage des incidents", "tri des incidents", "triage", "qualification des incidents"]),
        ("5.1.2", &["coordination des incidents", "coordination", "coordination de l incident"]),
        ("5.1.3", &["resolution des incidents", "resolution de l incident", "resolution"]),
        ("5.2", &["activites proactives", "services proactifs", "actions proactives"]),
        ("6", &[
            "formulaire de declaration d incident", "formulaires de declaration d incident",
            "formulaire de declaration d incidents", "formulaire de remontee d incident", "formulaire de signalement d incident",
            "formulaires de signalement d incident", "formulaire de notification d incident",
            "formulaires de notification d incidents", "formulaires de notification d incident",
            "formulaires de declaration d incidents", "declaration d incident", "signalement d incident",
            "formulaires de signalement", "formulaire de signalement", "signalement des incidents",
            "formulaires de remontee d incidents",
        ]),
        ("7", &[
            "avertissements", "avertissement", "decharge de responsabilite", "clause de non responsabilite",
            "decharges de responsabilite", "limitation de responsabilite", "clauses de non responsabilite", "mentions legales",
            "avis de non responsabilite", "clause de responsabilite",
        ]),
    ],
    labels: &[
        (Term::Fingerprint, &[
            "empreinte", "empreintes", "comme empreinte", "empreinte de la cle", "empreinte pgp", "empreinte numerique",
            "empreinte de la cle pgp", "empreinte cle", "pour empreinte", "dont l empreinte est", "l empreinte",
        ]),
        (Term::KeyId, &[
            "identifiant de la cle", "identifiant de cle", "comme identifiant", "identifiant cle", "id de la cle", "id de cle",
            "identifiant de la cle pgp", "identifiant pgp", "id cle", "pour identifiant", "identifiant", "numero de cle",
            "dont l identifiant est", "identifiant court", "identifiant long", "id de la cle pgp", "cle id",
        ]),
        (Term::UserId, &[
            "identifiant utilisateur", "identifiant de l utilisateur", "nom d utilisateur", "id utilisateur", "identite",
        ]),
        (Term::KeyAttribute, &[
            "type de cle", "taille de la cle", "taille", "longueur", "longueur de la cle", "taille de cle", "algorithme",
            "type de la cle", "creee le",
        ]),
        (Term::Key, &[
            "cle", "cles", "cle publique", "cles publiques", "cle pgp", "cles pgp", "cle publique pgp", "clef", "clef publique",
            "cle gpg", "clef pgp",
        ]),
        (Term::Signature, &[
            "signe", "signee", "cette signature", "signature pgp", "signature electronique", "signature numerique", "signe avec",
            "ete signe", "version signee", "signature detachee", "la signature",
        ]),
        (Term::Checksum, &[
            "somme de controle", "condensat", "hachage", "empreinte sha 256", "empreinte sha256", "empreinte sha 1",
            "empreinte sha1", "empreinte sha 512", "empreinte sha512", "condense", "empreinte md5", "empreinte du document",
            "empreinte du fichier", "hash du document",
        ]),
        (Term::Document, &[
            "ce document", "le document", "present document", "version courante", "version actuelle de ce document",
            "la version actuelle",
        ]),
        (Term::Certificate, &[
            "certificat", "certificats", "certificat ssl", "certificat tls", "autorite de certification", "certificat x 509",
            "certificat s mime", "empreinte du certificat",
        ]),
        (Term::Version, &[
            "version du document", "version actuelle", "version n", "numero de version", "version courante du document",
        ]),
        (Term::ForeignVersion, &["tlp version", "version du protocole", "protocole tlp version", "protocole version"]),
        (Term::Update, &[
            "date de la derniere mise a jour", "date de derniere mise a jour", "date de mise a jour", "derniere mise a jour",
            "derniere modification", "derniere modification le", "publie le", "publiee le", "date de publication",
            "date du document", "mis a jour le", "mise a jour le", "date de la mise a jour", "date de version", "en date du",
            "date de revision", "modifie le", "du document date",
        ]),
        (Term::Creation, &[
            "date de creation", "creation du document", "cree le", "version initiale", "premiere version", "creation initiale",
        ]),
        (Term::Expiry, &[
            "date d expiration", "expire le", "valable jusqu au", "valide jusqu au", "date de fin de validite", "valide jusqu a",
            "valable jusqu a", "validite", "expire", "fin de validite", "date de validite",
        ]),
        (Term::Superseded, &[
            "publication d une nouvelle version", "nouvelle version", "version ulterieure", "prochaine version",
            "version suivante", "remplace par une version", "jamais", "publication d une version",
        ]),
        (Term::History, &[
            "suivi des versions", "historique", "historique des versions", "historique du document", "redacteur", "modification",
            "modifications", "auteur", "commentaire", "suivi des modifications", "objet de la modification",
        ]),
        (Term::Phone, &[
            "numero de telephone", "numeros de telephone", "telephones", "par telephone", "numero principal", "standard",
            "ligne fixe", "appeler",
        ]),
        (Term::Fax, &["numero de fax", "telecopie", "telecopieur", "numero de telecopie"]),
        (Term::Emergency, &[
            "urgence", "urgences", "astreinte", "numero d astreinte", "en cas d urgence", "numero d urgence",
            "heures non ouvrees", "hors heures ouvrees", "24h 24", "7j 7", "extreme necessite", "h24", "24 24",
        ]),
        (Term::Mobile, &["portable", "telephone portable", "telephone mobile", "numero mobile", "numero de portable"]),
        (Term::Email, &[
            "courriel", "adresse electronique", "courrier electronique", "adresse mail", "adresse email",
            "adresse de courrier electronique", "adresse de messagerie", "messagerie", "adresse e mail",
        ]),
        (Term::Address, &["adresse", "adresse postale"]),
        (Term::TimeZone, &["fuseau horaire", "zone horaire"]),
        (Term::Hours, &[
            "heures d ouverture", "horaires d ouverture", "heures ouvrees", "horaires", "heures de bureau", "heures ouvrables",
            "jours ouvres", "horaires d exploitation", "heures de service", "plages horaires",
        ]),
        (Term::OfficialName, &[
            "nom de l equipe", "nom officiel", "nom complet", "nom", "le nom de l equipe est", "denomination", "nom long",
        ]),
        (Term::ShortName, &["nom court", "abreviation", "acronyme", "sigle", "nom abrege"]),
        (Term::OnRequest, &["sur demande", "a la demande", "sur simple demande"]),
        (Term::NotSigned, &["n est pas signe", "non signe", "n a pas ete signe", "pas signe", "aucune signature"]),
        (Term::Keyserver, &[
            "serveur de cles", "serveurs de cles", "serveurs de cles publiques", "serveur de cles publiques", "serveurs de cle",
            "serveurs de clefs",
        ]),
        (Term::Contents, &["sommaire", "table des matieres"]),
        (Term::MasterKey, &[
            "cle maitre", "cle maitresse", "cle racine", "cle principale", "ancre de confiance", "cle de certification",
        ]),
        (Term::OldKey, &[
            "ancienne cle", "anciennes cles", "cle expiree", "cle revoquee", "revoquee", "cle precedente", "ancienne",
            "obsolete", "precedente cle", "ancienne cle pgp", "expiree", "cle obsolete", "n est plus utilisee",
        ]),
        (Term::IncidentKey, &[
            "cle incident", "cle incidents", "cle pour les incidents", "pour les incidents", "cle de declaration d incident",
            "signalement d incidents",
        ]),
        (Term::InformationKey, &[
            "cle information", "cle d information", "informations generales", "pour les informations generales",
            "contact general",
        ]),
        (Term::MemberKey, &[
            "cle personnelle", "cles personnelles", "cles des membres", "membre de l equipe", "cles individuelles",
            "responsable de l equipe", "membre",
        ]),
        (Term::TeamKey, &[
            "cle de l equipe", "nouvelle cle", "cle actuelle", "cle courante", "notre cle", "nouvelle cle pgp",
            "notre cle publique",
        ]),
    ],
    months: [
        &["janvier", "janv"],
        &["fevrier", "fevr", "fev"],
        &["mars"],
        &["avril", "avr"],
        &["mai"],
        &["juin"],
        &["juillet", "juil"],
        &["aout"],
        &["septembre", "sept"],
        &["octobre", "oct"],
        &["novembre", "nov"],
        &["decembre", "dec"],
    ],
};
