//! E-mail addresses that a content delivery network hides from programs and shows to people.

/// The longest address (RFC 5321, "Path", less its brackets).
const ADDRESS_BYTES: usize = 254;

/// Decodes such an address: hexadecimal, each byte combined with the first one by exclusive or.
/// Anything else than an address is refused, so that no other text comes in this way.
pub(in crate::html) fn decode(code: &str) -> Option<String> {
    let code = code.split(['?', '#']).next()?.trim();
    if code.len() % 2 != 0 || code.len() > 2 * (ADDRESS_BYTES + 1) || !code.is_ascii() {
        return None;
    }
    let mut bytes = (0..code.len() / 2).map(|at| {
        code.get(2 * at..2 * at + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    });
    let key = bytes.next()??;
    let address: String = bytes
        .map(|byte| byte.map(|byte| char::from(byte ^ key)))
        .collect::<Option<_>>()?;
    let (local, domain) = address.split_once('@')?;
    let is_plain = address.chars().all(|c| {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\'' | '(' | ')' | ',' | ';')
    });
    (is_plain && !local.is_empty() && domain.contains('.') && !domain.contains('@'))
        .then_some(address)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn addresses_are_decoded_and_nothing_else_is() {
        let encode = |text: &str| -> String {
            std::iter::once("5a".to_owned())
                .chain(text.bytes().map(|byte| format!("{:02x}", byte ^ 0x5a)))
                .collect()
        };
        assert_eq!(
            decode(&encode("cert@team.example")).as_deref(),
            Some("cert@team.example")
        );
        for text in [
            "call +33 1",
            "a@b",
            "a b@c.example",
            "<a@b.example>",
            "a@b@c.example",
        ] {
            assert_eq!(decode(&encode(text)), None, "{text}");
        }
        for code in ["", "5", "5a", "zz00", "é0"] {
            assert_eq!(decode(code), None, "{code}");
        }
    }
}
