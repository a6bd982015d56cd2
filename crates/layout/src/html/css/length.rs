//! CSS lengths and numbers, with the arithmetic of `calc()` and its kin (CSS Values and Units
//! Module Level 4, "Mathematical Expressions").

/// How deep parentheses may nest.
const DEPTH: usize = 16;
/// The window that viewport units are taken of, in pixels: a usual desktop.
pub(in crate::html) const WINDOW: (f32, f32) = (1280.0, 800.0);

/// The font sizes that relative units are taken of, in pixels.
#[derive(Debug, Clone, Copy)]
pub(in crate::html) struct Font {
    /// The element's own, for `em` and its kin.
    pub size: f32,
    /// The root element's, for `rem`.
    pub root: f32,
}

impl From<f32> for Font {
    /// On a page whose root has the font size of the browser.
    fn from(size: f32) -> Self {
        Self { size, root: 16.0 }
    }
}

/// What relative units are taken of, in pixels.
#[derive(Debug, Clone, Copy)]
pub(in crate::html) struct Basis {
    /// The font sizes.
    pub font: Font,
    /// What is a hundred per cent.
    pub whole: f32,
}

impl Basis {
    /// Along the line: of the window's width.
    pub(in crate::html) fn width(font: impl Into<Font>) -> Self {
        Self {
            font: font.into(),
            whole: WINDOW.0,
        }
    }

    /// Across the lines: of the window's height.
    pub(in crate::html) fn height(font: impl Into<Font>) -> Self {
        Self {
            font: font.into(),
            whole: WINDOW.1,
        }
    }

    /// Of the font size.
    pub(in crate::html) fn text(font: impl Into<Font>) -> Self {
        let font = font.into();
        Self {
            font,
            whole: font.size,
        }
    }
}

/// A length in pixels; of several, the first. Without a unit only nothing is a length.
pub(in crate::html) fn length(value: &str, basis: Basis) -> Option<f32> {
    let (pixels, is_length) = evaluate(components(value).next()?, basis)?;
    (is_length || pixels == 0.0).then_some(pixels)
}

/// A number, or a percentage as a fraction.
pub(in crate::html) fn number(value: &str) -> Option<f32> {
    let (number, is_length) = evaluate(
        value.trim(),
        Basis {
            font: Font {
                size: f32::NAN,
                root: f32::NAN,
            },
            whole: 1.0,
        },
    )?;
    (number.is_finite() && (!is_length || value.contains('%'))).then_some(number)
}

/// The parts of a value between white space that stands outside parentheses.
pub(in crate::html) fn components(value: &str) -> impl Iterator<Item = &str> {
    outside_parentheses(value, |c| c.is_ascii_whitespace())
}

/// The arguments of a function.
pub(in crate::html) fn arguments(inside: &str) -> impl Iterator<Item = &str> {
    outside_parentheses(inside, |c| c == ',')
}

/// The parts between separators outside parentheses, without the empty ones.
pub(in crate::html) fn outside_parentheses(
    value: &str,
    is_separator: impl Fn(char) -> bool,
) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let is_end = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_separator(c)
    };
    value
        .split(is_end)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The name and the arguments of a function.
pub(in crate::html) fn function(value: &str) -> Option<(&str, &str)> {
    let (name, inside) = value.trim().strip_suffix(')')?.split_once('(')?;
    Some((name.trim(), inside))
}

/// The value in pixels or as a plain number, and which of the two.
fn evaluate(value: &str, basis: Basis) -> Option<(f32, bool)> {
    let mut parser = Parser {
        rest: value.trim(),
        basis,
        depth: 0,
    };
    let result = parser.operand()?;
    (parser.rest.trim().is_empty() && result.0.is_finite()).then_some(result)
}

struct Parser<'a> {
    rest: &'a str,
    basis: Basis,
    depth: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Option<(f32, bool)> {
        let mut result = self.product()?;
        loop {
            let sign = if self.take("+") {
                1.0
            } else if self.take("-") {
                -1.0
            } else {
                return Some(result);
            };
            let (value, is_length) = self.product()?;
            result = (result.0 + sign * value, result.1 | is_length);
        }
    }

    fn product(&mut self) -> Option<(f32, bool)> {
        let mut result = self.operand()?;
        loop {
            if self.take("*") {
                let (value, is_length) = self.operand()?;
                result = (result.0 * value, result.1 | is_length);
            } else if self.take("/") {
                result.0 /= self.operand()?.0;
            } else {
                return Some(result);
            }
        }
    }

    fn operand(&mut self) -> Option<(f32, bool)> {
        self.rest = self.rest.trim_start();
        let name = self
            .rest
            .find(|c: char| !c.is_ascii_alphabetic() && c != '-')
            .unwrap_or(self.rest.len());
        match self.rest.split_at(name) {
            (name, rest) if rest.starts_with('(') => {
                self.rest = rest.get(1..)?;
                self.function(name)
            }
            _ => self.dimension(),
        }
    }

    fn function(&mut self, name: &str) -> Option<(f32, bool)> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut values = vec![self.sum()?];
        while self.take(",") {
            values.push(self.sum()?);
        }
        self.take(")").then_some(())?;
        self.depth -= 1;
        let is_length = values.iter().any(|(_, is_length)| *is_length);
        let mut numbers = values.iter().map(|(number, _)| *number);
        let number = match name {
            "" | "calc" | "-webkit-calc" | "-moz-calc" => numbers.next()?,
            "min" => numbers.reduce(f32::min)?,
            "max" => numbers.reduce(f32::max)?,
            "abs" => numbers.next()?.abs(),
            "clamp" => {
                let (least, number, most) = (numbers.next()?, numbers.next()?, numbers.next()?);
                number.min(most).max(least)
            }
            _ => return None,
        };
        Some((number, is_length))
    }

    fn dimension(&mut self) -> Option<(f32, bool)> {
        let text = self.rest;
        let sign = usize::from(text.starts_with(['+', '-']));
        let digits = |from: usize| {
            let rest = text.get(from..).unwrap_or_default();
            rest.find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len())
        };
        let mut end = sign + digits(sign);
        // `1e3px` is a number too, and its `e` is no unit.
        if let Some(exponent) = text
            .get(end..)
            .and_then(|rest| rest.strip_prefix(['e', 'E']))
        {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let digits = digits(end + 1 + sign);
            end += if digits > 0 { 1 + sign + digits } else { 0 };
        }
        let number: f32 = text.get(..end)?.parse().ok()?;
        let rest = text.get(end..)?;
        let unit = rest
            .find(|c: char| !c.is_ascii_alphabetic() && c != '%')
            .unwrap_or(rest.len());
        let (unit, rest) = rest.split_at(unit);
        self.rest = rest;
        let factor = match unit.to_ascii_lowercase().as_str() {
            "" => return Some((number, false)),
            "px" => 1.0,
            "pt" => 4.0 / 3.0,
            "pc" => 16.0,
            "in" => 96.0,
            "cm" => 96.0 / 2.54,
            "mm" => 96.0 / 25.4,
            "q" => 96.0 / 101.6,
            "em" | "cap" | "ic" => self.basis.font.size,
            "rem" | "rcap" | "ric" => self.basis.font.root,
            "lh" | "rlh" => 20.0,
            "ex" | "ch" => self.basis.font.size / 2.0,
            "rex" | "rch" => self.basis.font.root / 2.0,
            "%" => self.basis.whole / 100.0,
            "vw" | "svw" | "lvw" | "dvw" | "vi" | "cqw" | "cqi" | "vmax" => WINDOW.0 / 100.0,
            "vh" | "svh" | "lvh" | "dvh" | "vb" | "cqh" | "cqb" | "vmin" => WINDOW.1 / 100.0,
            _ => return None,
        };
        Some((number * factor, true))
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lengths_are_computed_and_nonsense_is_none() {
        for (value, pixels) in [
            ("-9999px", Some(-9999.0)),
            ("1e3px", Some(1000.0)),
            ("-.5em 3px", Some(-8.0)),
            ("calc(50% - 50vw)", Some(0.0)),
            ("calc(0px - (3 * 100px))", Some(-300.0)),
            ("calc(1px*-2 + 10px/4)", Some(0.5)),
            ("max(1px, min(2em, 7px))", Some(7.0)),
            ("clamp(0px, 5px, 1px)", Some(1.0)),
            ("0", Some(0.0)),
            ("calc(1px", None),
            ("calc()", None),
            ("1px)", None),
            ("auto", None),
            ("env(x)", None),
        ] {
            assert_eq!(length(value, Basis::width(16.0)), pixels, "{value}");
        }
        assert_eq!(
            length(&format!("{}1px", "(".repeat(100_000)), Basis::width(16.0)),
            None
        );
        assert_eq!(
            (number("50%"), number("calc(0)"), number("1px")),
            (Some(0.5), Some(0.0), None)
        );
    }
}
