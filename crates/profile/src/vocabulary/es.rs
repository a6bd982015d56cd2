//! Spanish.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "es",
    headings: &[
        ("1", &[
            "informacion del documento", "informacion sobre el documento", "informacion sobre este documento",
            "informacion acerca del documento", "acerca de este documento", "sobre este documento",
            "informacion de este documento", "descripcion del documento", "introduccion",
        ]),
        ("1.1", &[
            "fecha de ultima actualizacion", "fecha de la ultima actualizacion", "ultima actualizacion",
            "fecha de actualizacion", "ultima modificacion", "fecha de la ultima modificacion", "version del documento",
            "historial de versiones", "control de versiones", "fecha de ultima modificacion", "ultima revision",
            "fecha de publicacion", "fecha de la ultima revision",
        ]),
        ("1.2", &[
            "lista de distribucion", "listas de distribucion", "lista de distribucion para notificaciones",
            "listas de distribucion para notificaciones", "lista de distribucion de notificaciones", "lista de notificaciones",
        ]),
        ("1.3", &[
            "lugares donde este documento puede ser encontrado", "lugares donde puede encontrarse este documento",
            "lugar donde se encuentra este documento", "lugares donde se puede encontrar este documento",
            "ubicacion del documento", "ubicacion de este documento", "localizacion del documento", "acceso a este documento",
            "donde se puede encontrar este documento", "ubicaciones donde se puede encontrar este documento",
            "lugares donde se encuentra este documento", "donde encontrar este documento", "acceso al documento",
            "disponibilidad del documento", "ubicaciones de este documento", "lugar donde este documento puede ser encontrado",
            "lugares en los que se puede encontrar este documento", "localizacion de este documento",
        ]),
        ("1.4", &[
            "autenticacion de este documento", "autenticidad de este documento", "autenticidad del documento",
            "autenticacion del documento", "autenticando este documento", "firma del documento",
            "autentificacion de este documento", "autentificacion del documento", "firma de este documento",
            "verificacion de este documento", "autenticar este documento",
        ]),
        ("1.5", &["identificacion del documento", "identificacion de este documento"]),
        ("2", &["informacion de contacto", "contacto", "datos de contacto", "contactos"]),
        ("2.1", &["nombre del equipo", "nombre", "nombre del csirt", "nombre del cert"]),
        ("2.2", &["direccion", "direccion postal", "domicilio", "direccion fisica"]),
        ("2.3", &["zona horaria", "huso horario"]),
        ("2.4", &[
            "numero de telefono", "telefono", "numeros de telefono", "telefonos", "telefono de contacto", "numero telefonico",
        ]),
        ("2.5", &["numero de fax", "fax"]),
        ("2.6", &[
            "otras telecomunicaciones", "otros medios de comunicacion", "otras comunicaciones",
            "otros medios de telecomunicacion", "otras formas de comunicacion", "otra telecomunicacion",
        ]),
        ("2.7", &[
            "direccion de correo electronico", "correo electronico", "direcciones de correo electronico",
            "direccion electronica", "correos electronicos", "e mail",
        ]),
        ("2.8", &[
            "claves publicas e informacion de cifrado", "clave publica e informacion de cifrado",
            "claves publicas y otra informacion de cifrado", "clave publica y otra informacion de cifrado",
            "claves publicas y otra informacion de encriptacion", "claves publicas", "clave publica", "llave publica",
            "llaves publicas", "cifrado", "clave pgp", "llave pgp", "llave publica e informacion de cifrado",
            "claves publicas e informacion sobre cifrado", "informacion de cifrado", "clave publica y cifrado",
            "llaves publicas y otra informacion de cifrado", "claves publicas e informacion de encriptacion",
            "llaves publicas e informacion de cifrado", "clave publica e informacion de encriptacion",
            "claves publicas y cifrado", "clave publica pgp", "clave publica y otra informacion de encriptacion",
            "informacion de encriptacion",
        ]),
        ("2.9", &["miembros del equipo", "equipo", "integrantes del equipo", "miembros"]),
        ("2.10", &["otra informacion", "otras informaciones", "informacion adicional", "mas informacion"]),
        ("2.11", &[
            "puntos de contacto con el cliente", "puntos de contacto", "punto de contacto", "puntos de contacto para clientes",
            "contacto con el cliente", "puntos de contacto con los clientes", "puntos de contacto de clientes",
            "horario de atencion", "contacto de clientes", "punto de contacto para clientes", "puntos de contacto del cliente",
            "punto de contacto con el cliente",
        ]),
        ("3", &["estatutos", "carta", "constitucion", "estatuto", "acta constitutiva", "carta fundacional"]),
        ("3.1", &["mision", "declaracion de mision", "declaracion de la mision", "mision y vision"]),
        ("3.2", &[
            "comunidad", "comunidad objetivo", "circunscripcion", "ambito de actuacion", "comunidad a la que brinda servicio",
            "comunidad atendida", "comunidad de referencia", "ambito",
        ]),
        ("3.3", &[
            "patrocinio y o afiliacion", "patrocinio y afiliacion", "afiliacion", "patrocinio", "patrocinadores y afiliacion",
            "patrocinio o afiliacion", "afiliaciones",
        ]),
        ("3.4", &["autoridad", "competencias"]),
        ("4", &["politicas", "politica"]),
        ("4.1", &[
            "tipos de incidentes y nivel de soporte", "tipos de incidentes y niveles de soporte",
            "tipos de incidentes y nivel de apoyo", "tipos de incidentes", "tipo de incidentes y nivel de soporte",
            "tipos de incidente y nivel de soporte",
        ]),
        ("4.2", &[
            "cooperacion interaccion y divulgacion de informacion", "cooperacion interaccion y revelacion de informacion",
            "cooperacion interaccion y difusion de informacion", "cooperacion",
            "cooperacion interaccion y divulgacion de la informacion",
        ]),
        ("4.3", &[
            "comunicacion y autenticacion", "comunicaciones y autenticacion", "comunicacion", "comunicacion y autentificacion",
        ]),
        ("5", &["servicios", "catalogo de servicios", "servicios ofrecidos"]),
        ("5.1", &[
            "respuesta a incidentes", "gestion de incidentes", "respuesta ante incidentes", "servicios reactivos",
        ]),
        ("5.2", &["actividades proactivas", "servicios proactivos"]),
        ("6", &[
            "formularios de notificacion de incidentes", "formulario de notificacion de incidentes",
            "formularios de reporte de incidentes", "formulario de reporte de incidentes", "notificacion de incidentes",
            "reporte de incidentes", "formularios para el reporte de incidentes", "formularios para notificacion de incidentes",
            "formulario de notificacion", "formularios para reportar incidentes", "formularios",
        ]),
        ("7", &[
            "descargo de responsabilidad", "exencion de responsabilidad", "clausula de exencion de responsabilidad",
            "limitacion de responsabilidad", "descargos de responsabilidad", "exenciones de responsabilidad", "aviso legal",
            "renuncia de responsabilidad", "clausula de responsabilidad",
        ]),
    ],
    labels: &[
        (Term::Fingerprint, &["huella digital", "huella", "huella dactilar", "huella de la clave", "huella pgp", "huellas"]),
        (Term::KeyId, &[
            "id de la clave", "id de clave", "identificador de clave", "identificador de la clave", "id de la llave",
            "id de llave", "identificador de llave", "id clave", "identificador pgp",
        ]),
        (Term::UserId, &["id de usuario", "identificador de usuario", "usuario"]),
        (Term::KeyAttribute, &[
            "tipo de clave", "tamano de clave", "tipo", "tamano", "longitud", "algoritmo", "longitud de la clave",
            "tamano de la clave",
        ]),
        (Term::Key, &[
            "clave", "claves", "clave publica", "claves publicas", "llave", "llaves", "llave publica", "clave pgp", "llave pgp",
            "clave publica pgp",
        ]),
        (Term::Signature, &[
            "firma", "firmado", "firmada", "firma pgp", "firma digital", "firmas", "firma electronica", "archivo de firma",
            "ha sido firmado",
        ]),
        (Term::Checksum, &["suma de verificacion", "suma de comprobacion", "resumen criptografico"]),
        (Term::Document, &[
            "este documento", "el documento", "version actual de este documento", "presente documento", "documento",
        ]),
        (Term::Certificate, &["certificado", "certificados"]),
        (Term::Version, &["version del documento", "numero de version", "esta es la version"]),
        (Term::Update, &[
            "fecha de ultima actualizacion", "fecha de la ultima actualizacion", "ultima actualizacion",
            "fecha de actualizacion", "fecha", "fecha de publicacion", "publicado el", "publicada el", "fecha del documento",
            "ultima modificacion", "actualizado el", "publicado", "publicada", "ultima revision",
        ]),
        (Term::Creation, &[
            "creacion", "fecha de creacion", "creado el", "creacion del documento", "version inicial", "primera version",
        ]),
        (Term::Expiry, &[
            "caducidad", "fecha de caducidad", "valido hasta", "vencimiento", "fecha de vencimiento", "fecha de expiracion",
            "validez", "vigencia", "expira", "caduca", "expiracion",
        ]),
        (Term::Superseded, &[
            "nueva version", "version posterior", "hasta que sea reemplazado", "proxima version", "hasta que sea sustituido",
            "publicacion de una nueva version", "nunca", "siguiente version",
        ]),
        (Term::History, &[
            "historial", "historial de versiones", "control de versiones", "autor", "cambios", "comentario", "comentarios",
            "descripcion del cambio",
        ]),
        (Term::Phone, &["telefono", "numero de telefono", "telefonos", "por telefono", "telefonico"]),
        (Term::Emergency, &["emergencia", "emergencias", "urgencia", "urgencias", "guardia", "fuera de horario", "urgentes"]),
        (Term::Mobile, &["movil", "celular", "telefono movil"]),
        (Term::Email, &["correo", "correo electronico", "direccion de correo", "direccion de correo electronico"]),
        (Term::Address, &["direccion", "direccion postal", "domicilio"]),
        (Term::TimeZone, &["zona horaria", "huso horario"]),
        (Term::Hours, &[
            "horario", "horario de atencion", "horario de oficina", "horario de operacion", "horario laboral",
            "horas de operacion", "horario de servicio", "horario de trabajo",
        ]),
        (Term::OfficialName, &["nombre oficial", "nombre completo", "nombre del equipo", "nombre"]),
        (Term::ShortName, &["nombre corto", "abreviatura", "acronimo", "siglas", "nombre abreviado"]),
        (Term::OnRequest, &[
            "bajo demanda", "a peticion", "previa solicitud", "bajo peticion", "a solicitud", "bajo solicitud", "por solicitud",
        ]),
        (Term::NotSigned, &["no esta firmado", "no firmado", "sin firma", "no ha sido firmado"]),
        (Term::Keyserver, &[
            "servidor de claves", "servidores de claves", "servidores de claves publicas", "servidores de llaves",
        ]),
        (Term::Contents, &["indice", "tabla de contenidos", "contenido", "tabla de contenido", "indice de contenidos"]),
        (Term::MasterKey, &["clave maestra", "llave maestra", "clave raiz", "ancla de confianza"]),
        (Term::OldKey, &[
            "clave antigua", "clave anterior", "clave caducada", "clave revocada", "antigua clave", "claves antiguas",
            "llave anterior", "caducada", "revocada", "obsoleta", "antigua",
        ]),
        (Term::IncidentKey, &["clave para incidentes", "para incidentes", "incidentes", "clave de incidentes"]),
        (Term::InformationKey, &["clave de informacion", "informacion general", "consultas generales", "para consultas generales"]),
        (Term::MemberKey, &["claves personales", "clave personal", "miembro del equipo", "miembro"]),
        (Term::TeamKey, &["clave del equipo", "clave actual", "nueva clave", "nuestra clave", "llave actual"]),
    ],
    months: [
        &["enero", "ene"],
        &["febrero", "feb"],
        &["marzo", "mar"],
        &["abril", "abr"],
        &["mayo", "may"],
        &["junio", "jun"],
        &["julio", "jul"],
        &["agosto", "ago"],
        &["septiembre", "setiembre", "sept", "sep"],
        &["octubre", "oct"],
        &["noviembre", "nov"],
        &["diciembre", "dic"],
    ],
};
