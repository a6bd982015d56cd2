//! Portuguese.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "pt",
    headings: &[
        ("1", &[
            "informacao do documento", "informacoes do documento", "informacao sobre o documento",
            "informacoes sobre o documento", "informacao sobre este documento", "informacoes sobre este documento",
            "sobre este documento", "informacao acerca deste documento", "acerca deste documento", "introducao",
            "descricao do documento",
        ]),
        ("1.1", &[
            "data da ultima atualizacao", "data da ultima actualizacao", "ultima atualizacao", "data de atualizacao",
            "data da ultima revisao", "ultima revisao", "data de publicacao", "versao do documento", "historico de versoes",
            "historico", "data da ultima alteracao", "ultima actualizacao", "controle de versoes",
        ]),
        ("1.2", &[
            "lista de distribuicao", "listas de distribuicao", "lista de distribuicao para notificacoes",
            "listas de distribuicao para notificacao", "lista de distribuicao de notificacoes",
            "listas de distribuicao para notificacoes", "lista de distribuicao para notificacao",
            "listas de distribuicao de notificacoes",
        ]),
        ("1.3", &[
            "acesso a este documento", "locais onde este documento pode ser encontrado",
            "local onde este documento pode ser encontrado", "localizacao do documento", "localizacao deste documento",
            "acesso ao documento", "onde encontrar este documento", "disponibilidade deste documento",
            "locais onde este documento podera ser encontrado", "localizacoes deste documento",
            "onde este documento pode ser encontrado",
        ]),
        ("1.4", &[
            "autenticidade deste documento", "autenticidade do documento", "autenticacao deste documento",
            "autenticacao do documento", "autenticando este documento", "assinatura do documento", "assinatura deste documento",
        ]),
        ("1.5", &["identificacao do documento", "identificacao deste documento"]),
        ("2", &[
            "informacao de contacto", "informacoes de contacto", "informacoes de contato", "informacao de contato", "contactos",
            "contato", "contacto", "contatos", "dados de contacto", "dados de contato",
        ]),
        ("2.1", &[
            "nome da equipa", "nome da equipe", "nome", "nome do time", "nome do csirt", "nome do cert", "nome do grupo",
        ]),
        ("2.2", &["endereco", "morada", "endereco postal"]),
        ("2.3", &["fuso horario", "zona horaria"]),
        ("2.4", &["numero de telefone", "telefone", "numeros de telefone", "telefones", "numeros de telefones"]),
        ("2.5", &["numero de fax", "fax", "telefax"]),
        ("2.6", &[
            "outras telecomunicacoes", "outros meios de comunicacao", "outras formas de comunicacao", "outras comunicacoes",
            "outros meios de telecomunicacao", "outros contactos", "outros contatos", "outra telecomunicacao",
        ]),
        ("2.7", &[
            "endereco de correio eletronico", "correio eletronico", "endereco eletronico", "endereco de email",
            "enderecos de correio eletronico", "endereco de e mail", "enderecos de email", "email", "e mail",
            "correio electronico", "endereco de correio electronico", "enderecos de e mail",
        ]),
        ("2.8", &[
            "chaves publicas e informacao de cifra", "chave publica e informacao de cifra",
            "chaves publicas e outras informacoes de cifra", "chaves publicas e outras informacoes de criptografia",
            "chaves publicas e informacoes de criptografia", "chave publica e informacoes de criptografia",
            "chaves publicas e outra informacao de cifra", "chaves publicas", "chave publica", "chave pgp", "cifra",
            "criptografia", "chaves publicas e informacoes de cifragem", "chaves publicas e informacao sobre cifra",
            "chaves publicas e informacao de encriptacao", "chave publica e outras informacoes de criptografia",
            "chave publica e informacao de encriptacao", "informacoes de criptografia", "informacao de cifra",
            "chaves publicas e outras informacoes de encriptacao", "chave publica pgp",
            "chaves publicas e informacoes sobre criptografia", "chaves publicas e outra informacao de encriptacao",
        ]),
        ("2.9", &["membros da equipa", "membros da equipe", "equipa", "equipe", "membros"]),
        ("2.10", &["outra informacao", "outras informacoes", "informacao adicional", "informacoes adicionais"]),
        ("2.11", &[
            "pontos de contacto", "pontos de contato", "ponto de contacto", "ponto de contato", "contacto com o cliente",
            "pontos de contacto para clientes", "pontos de contato com clientes", "contactos de clientes",
            "pontos de contacto de clientes", "meios de contacto para utilizadores", "horario de funcionamento",
            "pontos de contato para clientes", "pontos de contato com o cliente", "pontos de contacto com o cliente",
            "meios de contacto",
        ]),
        ("3", &[
            "guiao", "carta de principios", "carta", "estatuto", "mandato", "termo de constituicao", "carta de constituicao",
        ]),
        ("3.1", &["missao", "declaracao de missao", "declaracao da missao", "missao e visao"]),
        ("3.2", &[
            "comunidade servida", "comunidade", "comunidade atendida", "publico alvo", "comunidade alvo", "ambito de atuacao",
            "constituinte", "constituintes", "constituency",
        ]),
        ("3.3", &[
            "filiacao", "patrocinio", "patrocinio e ou afiliacao", "patrocinio e afiliacao", "afiliacao",
            "filiacao e patrocinio", "enquadramento institucional", "patrocinio e filiacao", "patrocinio e ou filiacao",
            "patrocinio ou afiliacao",
        ]),
        ("3.4", &["autoridade", "competencia"]),
        ("4", &["politicas", "politica"]),
        ("4.1", &[
            "tipos de incidentes e nivel de suporte", "tipos de incidentes e niveis de suporte",
            "tipos de incidentes e nivel de apoio", "tipos de incidente e nivel de suporte", "tipos de incidentes",
            "tipo de incidentes e nivel de suporte", "tipos de incidente e nivel de apoio",
        ]),
        ("4.2", &[
            "cooperacao interacao e divulgacao de informacao", "cooperacao interacao e divulgacao de informacoes",
            "cooperacao interaccao e politica de privacidade", "cooperacao interacao e politica de privacidade", "cooperacao",
            "cooperacao interacao e disseminacao de informacao", "cooperacao e divulgacao de informacao",
        ]),
        ("4.3", &["comunicacao e autenticacao", "comunicacoes e autenticacao", "comunicacao"]),
        ("5", &["servicos", "servicos prestados", "servicos oferecidos"]),
        ("5.1", &[
            "resposta a incidentes", "resposta a incidente", "tratamento de incidentes", "gestao de incidentes",
            "servicos reativos",
        ]),
        ("5.2", &["atividades proativas", "atividade proativa", "servicos proativos", "actividades proactivas"]),
        ("6", &[
            "formularios de notificacao de incidentes", "formulario de notificacao de incidentes",
            "formularios de reporte de incidentes", "notificacao de incidentes", "formularios para notificacao de incidentes",
            "formulario de notificacao", "formularios para reporte de incidentes", "formularios de notificacao",
            "formulario de reporte de incidentes", "reporte de incidentes", "formulario para notificacao de incidentes",
            "formularios",
        ]),
        ("7", &[
            "salvaguarda de responsabilidade", "isencao de responsabilidade", "exoneracao de responsabilidade", "avisos legais",
            "aviso legal", "ressalvas", "limitacao de responsabilidade", "termo de responsabilidade",
            "isencoes de responsabilidade", "clausula de exclusao de responsabilidade", "disclaimer",
        ]),
    ],
    labels: &[
        (Term::Fingerprint, &[
            "impressao digital", "o fingerprint e", "impressao digital da chave", "cujo fingerprint e", "impressao digital pgp",
        ]),
        (Term::KeyId, &[
            "tem o keyid", "id da chave", "identificador da chave", "identificador de chave", "identificacao da chave",
            "id chave",
        ]),
        (Term::UserId, &[
            "id do utilizador", "id do usuario", "utilizador", "identificador do utilizador", "identificacao do usuario",
            "identificador do usuario",
        ]),
        (Term::KeyAttribute, &["tipo de chave", "tamanho", "tamanho da chave", "comprimento", "tipo da chave"]),
        (Term::Key, &[
            "chave", "chaves", "chave publica", "chaves publicas", "chave pgp", "chave publica pgp", "a chave",
        ]),
        (Term::Signature, &[
            "assinatura", "assinado", "assinada", "assinatura pgp", "assinatura digital", "assinaturas", "foi assinado",
            "assinado digitalmente", "assinatura eletronica",
        ]),
        (Term::Checksum, &["soma de verificacao", "resumo criptografico"]),
        (Term::Document, &[
            "este documento", "deste documento", "o documento", "versao atual deste documento", "versao mais recente",
        ]),
        (Term::Version, &[
            "versao", "versao do documento", "numero da versao", "esta e a versao", "revisao", "versao numero",
        ]),
        (Term::Update, &[
            "data da ultima atualizacao", "data da ultima actualizacao", "ultima atualizacao", "data de atualizacao",
            "publicada em", "publicado em", "data de publicacao", "data do documento", "data", "atualizado em", "ultima revisao",
            "atualizada em", "de terca feira", "ultima alteracao",
        ]),
        (Term::Creation, &["criacao", "data de criacao", "criado em", "criacao do documento", "versao inicial", "criada em"]),
        (Term::Expiry, &[
            "validade", "valido ate", "data de validade", "data de expiracao", "valida ate", "expira em", "expiracao", "expira",
        ]),
        (Term::Superseded, &[
            "nova versao", "versao posterior", "ate ser substituido", "proxima versao", "ate que seja substituido",
            "publicacao de uma nova versao",
        ]),
        (Term::History, &["historico", "historico de versoes", "alteracoes", "comentarios", "descricao da alteracao"]),
        (Term::Phone, &["telefone", "numero de telefone", "telefones", "por telefone"]),
        (Term::Emergency, &[
            "emergencias fora de horas", "fora do horario", "piquete", "urgencia fora de horas", "plantao", "fora de horas",
        ]),
        (Term::Mobile, &["telemovel", "telefone movel"]),
        (Term::Email, &["correio eletronico", "endereco eletronico", "correio electronico", "endereco de email"]),
        (Term::Address, &["endereco", "morada", "endereco postal"]),
        (Term::TimeZone, &["fuso horario"]),
        (Term::Hours, &[
            "horario de funcionamento", "horario de expediente", "horario de atendimento", "horas de funcionamento",
            "horario normal", "horario de operacao",
        ]),
        (Term::OfficialName, &["nome oficial", "nome completo", "nome da equipa", "nome da equipe", "nome"]),
        (Term::ShortName, &["nome curto", "sigla", "nome abreviado", "abreviatura da equipa", "acronimo da equipa"]),
        (Term::OnRequest, &[
            "a pedido", "sob pedido", "mediante pedido", "mediante solicitacao", "sob demanda", "por solicitacao",
        ]),
        (Term::NotSigned, &["nao esta assinado", "nao assinado", "sem assinatura", "nao foi assinado", "nao e assinado"]),
        (Term::Keyserver, &["servidor de chaves", "servidores de chaves", "servidores de chaves publicas"]),
        (Term::Contents, &["conteudo", "sumario", "indice geral"]),
        (Term::MasterKey, &["chave mestra", "chave raiz", "ancora de confianca"]),
        (Term::OldKey, &[
            "chave antiga", "chave anterior", "chave expirada", "chave revogada", "chaves antigas", "expirada", "revogada",
        ]),
        (Term::IncidentKey, &["chave para incidentes", "chave de incidentes"]),
        (Term::InformationKey, &["chave de informacao", "informacoes gerais", "chave para informacoes"]),
        (Term::MemberKey, &["chave pessoal", "chaves pessoais", "membro da equipa", "membro da equipe"]),
        (Term::TeamKey, &["chave da equipa", "chave da equipe", "chave atual", "nova chave"]),
    ],
    months: [
        &["janeiro", "jan"],
        &["fevereiro", "fev"],
        &["marco", "mar"],
        &["abril", "abr"],
        &["maio", "mai"],
        &["junho", "jun"],
        &["julho", "jul"],
        &["agosto", "ago"],
        &["setembro", "set"],
        &["outubro", "out"],
        &["novembro", "nov"],
        &["dezembro", "dez"],
    ],
};
