//! Numbers in the margin that count the rows, as `cat -n` and listings print them. They are no digits
//! of the values behind them.

/// As many rows in a row, each with the next number, are numbered; a list of sections has text
/// between its numbers.
const ENOUGH: usize = 8;

/// Whether every row that has text begins with its number.
pub(super) fn in_margin(text: &str) -> bool {
    let mut rows = 0;
    let mut last: Option<(u32, usize)> = None;
    for (index, line) in super::lines(text).enumerate() {
        let Some((number, _)) = numbered(line) else {
            if line.trim().is_empty() {
                continue;
            }
            return false;
        };
        // Blank rows may be counted or not.
        let follows = last.is_none_or(|(before, at)| {
            number > before && (number - before == 1 || (number - before) as usize == index - at)
        });
        if !follows {
            return false;
        }
        last = Some((number, index));
        rows += 1;
    }
    rows >= ENOUGH
}

/// A row without its number.
pub(super) fn without(line: &str) -> &str {
    numbered(line).map_or(line, |(_, rest)| rest)
}

/// The number at the start of a row, as in `  12 `, `012:`, `12|` and `[12]`, and what stands behind
/// it.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let start = line.trim_start_matches([' ', '\t']);
    let inside = start.strip_prefix('[');
    let digits = inside.unwrap_or(start);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = digits.split_at_checked(length)?;
    let number = number.parse().ok().filter(|_| length <= 6)?;
    let marks: &[char] = if inside.is_some() {
        &[']']
    } else {
        &[':', '|']
    };
    let behind = rest.strip_prefix(marks);
    let is_parted = rest.is_empty() || rest.starts_with([' ', '\t']) || behind.is_some();
    (is_parted && (inside.is_none() || behind.is_some())).then(|| (number, behind.unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count_the_rows_are_no_text() {
        for margin in ["{:3} ", "{:03}: ", "{}\t", "{:4}| ", "[{}] "] {
            let rows: Vec<String> = (1..=9)
                .map(|n| {
                    let width = |width| format!("{n:width$}");
                    let number = match margin {
                        "{:3} " => width(3),
                        "{:4}| " => width(4),
                        "{:03}: " => format!("{n:03}"),
                        _ => n.to_string(),
                    };
                    let start = margin.find('{').unwrap_or_default();
                    let end = margin.find('}').unwrap_or_default();
                    format!("{}{number}{}", &margin[..start], &margin[end + 1..])
                })
                .collect();
            let text = format!("{}7C99 623A\n", rows.join("A3A9 7DA5\n"));
            assert!(in_margin(&text), "{text}");
            let shown: Vec<&str> = text.lines().map(|row| without(row).trim()).collect();
            assert_eq!(shown.last(), Some(&"7C99 623A"), "{text}");
        }
    }

    #[test]
    fn numbers_of_a_list_or_of_values_are_text() {
        for text in [
            "1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g\n8. h\n9. i\n",
            "1 a\n2 b\n3 c\n4 d\n5 e\n6 f\n7 g\n8 h\ntext\n",
            "1 a\n2 b\n3 c\n",
            "7000 a\n7002 b\n7003 c\n7004 d\n7005 e\n7006 f\n7007 g\n7008 h\n7009 i\n",
            "",
        ] {
            assert!(!in_margin(text), "{text}");
        }
    }
}
