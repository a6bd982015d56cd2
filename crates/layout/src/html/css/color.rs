//! CSS colours in the notations of CSS Color Module Level 4 and 5, as far as they say what a person
//! sees.

use super::length::{arguments, components, function, number, outside_parentheses};

/// The largest difference of a channel at which text does not stand out from what lies behind it.
const NEAR: u8 = 20;
/// The largest difference at which it may not.
const FAINT: u8 = 48;
/// How deep colours may be made of colours.
const DEPTH: u8 = 4;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::html) struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour with some opacity over another one.
    pub(in crate::html) fn over(self, alpha: f32, behind: Self) -> Self {
        let mix = |above: u8, below: u8| {
            byte((f32::from(above) * alpha + f32::from(below) * (1.0 - alpha)) / 255.0)
        };
        Self(
            mix(self.0, behind.0),
            mix(self.1, behind.1),
            mix(self.2, behind.2),
        )
    }
}

/// Whether text of one colour cannot be read on the other.
pub(in crate::html) fn near(a: Rgb, b: Rgb) -> bool {
    a.0.abs_diff(b.0) <= NEAR && a.1.abs_diff(b.1) <= NEAR && a.2.abs_diff(b.2) <= NEAR
}

/// Whether it depends on the screen and the eye whether text of one colour can be read on the
/// other.
pub(in crate::html) fn faint(a: Rgb, b: Rgb) -> bool {
    let differs = |a: u8, b: u8| a.abs_diff(b) > FAINT;
    !(differs(a.0, b.0) || differs(a.1, b.1) || differs(a.2, b.2))
}

/// A colour with its opacity; `None` for any other value.
pub(in crate::html) fn color(value: &str) -> Option<(Rgb, f32)> {
    nested(&value.trim().to_ascii_lowercase(), 0)
}

/// The one colour of a gradient, where all that it leads through look alike.
pub(in crate::html) fn gradient(value: &str) -> Option<(Rgb, f32)> {
    let (name, inside) = function(value)?;
    if !name.ends_with("-gradient") {
        return None;
    }
    let mut stops = arguments(inside).filter_map(|stop| components(stop).find_map(color));
    let first = stops.next()?;
    stops
        .all(|stop| near(stop.0, first.0) && (stop.1 - first.1).abs() < 0.05)
        .then_some(first)
}

/// The colour in an attribute such as `bgcolor`, where nearly everything is one (HTML, "Rules for
/// parsing a legacy color value").
pub(in crate::html) fn legacy(value: &str) -> Option<Rgb> {
    let value = value.trim();
    if value.is_empty() || value.eq_ignore_ascii_case("transparent") {
        return None;
    }
    if let Ok((red, green, blue)) = cssparser::color::parse_named_color(&value.to_ascii_lowercase())
    {
        return Some(Rgb(red, green, blue));
    }
    if let Some((color, _)) = value
        .strip_prefix('#')
        .filter(|digits| digits.len() == 3)
        .and_then(|_| color(value))
    {
        return Some(color);
    }
    let digits = value.strip_prefix('#').unwrap_or(value).chars().take(128);
    let mut digits: Vec<u8> = digits
        .map(|c| {
            c.to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
                .unwrap_or(0)
        })
        .collect();
    while digits.is_empty() || !digits.len().is_multiple_of(3) {
        digits.push(0);
    }
    let length = digits.len() / 3;
    let mut parts = digits
        .chunks(length)
        .map(|part| part.get(length.saturating_sub(8)..).unwrap_or_default());
    let mut parts = [parts.next()?, parts.next()?, parts.next()?];
    while parts
        .iter()
        .all(|part| part.len() > 2 && part.first() == Some(&0))
    {
        parts = parts.map(|part| part.get(1..).unwrap_or_default());
    }
    let [red, green, blue] = parts.map(|part| {
        part.iter()
            .take(2)
            .fold(0, |value, digit| value * 16 + digit)
    });
    Some(Rgb(red, green, blue))
}

fn nested(value: &str, depth: u8) -> Option<(Rgb, f32)> {
    if let Some(digits) = value.strip_prefix('#') {
        let (red, green, blue, alpha) =
            cssparser::color::parse_hash_color(digits.as_bytes()).ok()?;
        return Some((Rgb(red, green, blue), alpha));
    }
    if let Some((name, inside)) = function(value) {
        return of_function(name, inside, depth);
    }
    if let Ok((red, green, blue)) = cssparser::color::parse_named_color(value) {
        return Some((Rgb(red, green, blue), 1.0));
    }
    // The colours of the system, as browsers have them on a light desktop.
    let rgb = match value {
        "transparent" => return Some((Rgb(0, 0, 0), 0.0)),
        "canvas" | "field" | "window" => Rgb(255, 255, 255),
        "canvastext" | "fieldtext" | "buttontext" | "windowtext" | "marktext" => Rgb(0, 0, 0),
        "linktext" => Rgb(0, 0, 238),
        "buttonface" => Rgb(239, 239, 239),
        "mark" => Rgb(255, 255, 0),
        "graytext" => Rgb(128, 128, 128),
        _ => return None,
    };
    Some((rgb, 1.0))
}

fn of_function(name: &str, inside: &str, depth: u8) -> Option<(Rgb, f32)> {
    if depth >= DEPTH {
        return None;
    }
    if let Some(rest) = inside.trim_start().strip_prefix("from ") {
        return relative(name, rest, depth);
    }
    match name {
        // Nobody prefers a dark page before saying so.
        "light-dark" => return nested(arguments(inside).next()?, depth + 1),
        "color-mix" => return mixed(inside, depth),
        _ => {}
    }
    let separated: Vec<&str> =
        outside_parentheses(inside, |c| c == ',' || c == '/' || c.is_ascii_whitespace()).collect();
    let (space, parts) = match (name, separated.split_first()) {
        ("color", Some((space, parts))) => (*space, parts),
        _ => (name, separated.as_slice()),
    };
    let [first, second, third, rest @ ..] = parts else {
        return None;
    };
    let alpha = rest
        .first()
        .map_or(Some(1.0), |alpha| part(alpha, 1.0))?
        .clamp(0.0, 1.0);
    let rgb = match space {
        "rgb" | "rgba" => Rgb(channel(first)?, channel(second)?, channel(third)?),
        "hsl" | "hsla" => {
            let percent = |text: &str| {
                Some(if text.ends_with('%') {
                    part(text, 1.0)?
                } else {
                    part(text, 1.0)? / 100.0
                })
            };
            hsl(
                hue(first)?,
                percent(second)?.clamp(0.0, 1.0),
                percent(third)?.clamp(0.0, 1.0),
            )
        }
        "hwb" => {
            let percent = |text: &str| {
                Some(if text.ends_with('%') {
                    part(text, 1.0)?
                } else {
                    part(text, 1.0)? / 100.0
                })
            };
            hwb(hue(first)?, percent(second)?, percent(third)?)
        }
        "lab" => lab(
            part(first, 100.0)?,
            part(second, 125.0)?,
            part(third, 125.0)?,
        ),
        "lch" => {
            let (sin, cos) = hue(third)?.to_radians().sin_cos();
            let chroma = part(second, 150.0)?;
            lab(part(first, 100.0)?, chroma * cos, chroma * sin)
        }
        "oklab" => oklab(part(first, 1.0)?, part(second, 0.4)?, part(third, 0.4)?),
        "oklch" => {
            let (sin, cos) = hue(third)?.to_radians().sin_cos();
            let chroma = part(second, 0.4)?;
            oklab(part(first, 1.0)?, chroma * cos, chroma * sin)
        }
        "srgb-linear" => linear([part(first, 1.0)?, part(second, 1.0)?, part(third, 1.0)?]),
        // The wider spaces of today's screens differ from sRGB by less than what tells text from
        // what lies behind it.
        "srgb" | "display-p3" | "a98-rgb" | "prophoto-rgb" | "rec2020" => Rgb(
            byte(part(first, 1.0)?),
            byte(part(second, 1.0)?),
            byte(part(third, 1.0)?),
        ),
        _ => return None,
    };
    Some((rgb, alpha))
}

/// A colour made of the parts of another one (CSS Color Module Level 5, "Relative Colors"), in the
/// spaces whose parts are computed here.
fn relative(name: &str, inside: &str, depth: u8) -> Option<(Rgb, f32)> {
    let mut parts = components(inside);
    let (origin, alpha) = nested(parts.next()?, depth + 1)?;
    let Rgb(red, green, blue) = origin;
    let (hue, saturation, lightness) = to_hsl(origin);
    let white = f32::from(red.min(green).min(blue)) / 2.55;
    let black = 100.0 - f32::from(red.max(green).max(blue)) / 2.55;
    let share = |value: u8| f32::from(value) / 255.0;
    let names = match name {
        "rgb" | "rgba" => [
            ("r", f32::from(red)),
            ("g", f32::from(green)),
            ("b", f32::from(blue)),
        ],
        "hsl" | "hsla" => [("h", hue), ("s", saturation), ("l", lightness)],
        "hwb" => [("h", hue), ("w", white), ("b", black)],
        "color" => [("r", share(red)), ("g", share(green)), ("b", share(blue))],
        _ => return None,
    };
    let rest = parts.collect::<Vec<_>>().join(" ");
    let mut absolute = String::new();
    let mut word = String::new();
    for c in rest.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '-' && !word.is_empty() {
            word.push(c);
            continue;
        }
        match names
            .iter()
            .chain(&[("alpha", alpha)])
            .find(|(name, _)| *name == word)
        {
            Some((_, value)) => absolute.push_str(&format!("{value:.6}")),
            None => absolute.push_str(&word),
        }
        word.clear();
        absolute.push(c);
    }
    if !absolute.contains('/') {
        absolute.push_str(&format!("/ {alpha:.6}"));
    }
    of_function(name, &absolute, depth + 1)
}

/// Hue in degrees, saturation and lightness in per cent (CSS Color Module Level 4, "Converting sRGB
/// Colors to HSL").
fn to_hsl(Rgb(red, green, blue): Rgb) -> (f32, f32, f32) {
    let [red, green, blue] = [red, green, blue].map(|value| f32::from(value) / 255.0);
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    let (range, lightness) = (most - least, f32::midpoint(least, most));
    if range <= 0.0 {
        return (0.0, 0.0, lightness * 100.0);
    }
    let saturation = (most - lightness) / lightness.min(1.0 - lightness);
    let hue = if most <= red {
        ((green - blue) / range).rem_euclid(6.0)
    } else if most <= green {
        (blue - red) / range + 2.0
    } else {
        (red - green) / range + 4.0
    };
    (hue * 60.0, saturation * 100.0, lightness * 100.0)
}

/// A number; a percentage is one of `whole`.
fn part(text: &str, whole: f32) -> Option<f32> {
    match text {
        "none" => Some(0.0),
        _ if text.ends_with('%') => Some(number(text)? * whole),
        _ => number(text),
    }
}

fn channel(text: &str) -> Option<u8> {
    Some(byte(part(text, 255.0)? / 255.0))
}

fn hue(text: &str) -> Option<f32> {
    let units = [
        ("deg", 1.0),
        ("grad", 0.9),
        ("rad", 180.0 / std::f32::consts::PI),
        ("turn", 360.0),
        ("", 1.0),
    ];
    units
        .iter()
        .find_map(|(unit, factor)| Some(part(text.strip_suffix(unit)?, 360.0)? * factor))
}

/// Both colours by their shares, whatever the space: the result is only compared.
fn mixed(inside: &str, depth: u8) -> Option<(Rgb, f32)> {
    let sides: Vec<(Rgb, f32, Option<f32>)> = arguments(inside)
        .filter(|argument| !argument.starts_with("in "))
        .filter_map(|argument| {
            let (rgb, alpha) =
                components(argument).find_map(|component| nested(component, depth + 1))?;
            Some((
                rgb,
                alpha,
                components(argument)
                    .filter(|component| component.ends_with('%'))
                    .find_map(number),
            ))
        })
        .collect();
    let [
        (first, first_alpha, first_share),
        (second, second_alpha, second_share),
    ] = sides.as_slice()
    else {
        return None;
    };
    let share = match (first_share, second_share) {
        (Some(first), Some(second)) if first + second > 0.0 => first / (first + second),
        (Some(first), _) => *first,
        (None, Some(second)) => 1.0 - second,
        (None, None) => 0.5,
    };
    let alpha = first_alpha * share + second_alpha * (1.0 - share);
    if alpha <= 0.0 {
        return Some((*first, 0.0));
    }
    Some((
        first.over((first_alpha * share / alpha).clamp(0.0, 1.0), *second),
        alpha,
    ))
}

/// CSS Color Module Level 4, "Converting HSL Colors to sRGB".
fn hsl(hue: f32, saturation: f32, lightness: f32) -> Rgb {
    let part = |n: f32| {
        let k = (n + hue / 30.0).rem_euclid(12.0);
        let a = saturation * lightness.min(1.0 - lightness);
        byte(lightness - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0))
    };
    Rgb(part(0.0), part(8.0), part(4.0))
}

/// CSS Color Module Level 4, "Converting HWB Colors to sRGB".
fn hwb(hue: f32, white: f32, black: f32) -> Rgb {
    if white + black >= 1.0 {
        let grey = byte(white / (white + black));
        return Rgb(grey, grey, grey);
    }
    let Rgb(red, green, blue) = hsl(hue, 1.0, 0.5);
    let part = |value: u8| byte(f32::from(value) / 255.0 * (1.0 - white - black) + white);
    Rgb(part(red), part(green), part(blue))
}

/// CSS Color Module Level 4, "Sample code for color conversions".
fn lab(lightness: f32, a: f32, b: f32) -> Rgb {
    let y = (lightness + 16.0) / 116.0;
    let curve = |value: f32| {
        if value > 6.0 / 29.0 {
            value.powi(3)
        } else {
            (116.0 * value - 16.0) / 903.3
        }
    };
    let (x, y, z) = (
        0.964_3 * curve(y + a / 500.0),
        curve(y),
        0.825_1 * curve(y - b / 200.0),
    );
    linear([
        3.134_14 * x - 1.617_39 * y - 0.490_66 * z,
        -0.978_79 * x + 1.916_25 * y + 0.033_44 * z,
        0.071_96 * x - 0.228_98 * y + 1.405_39 * z,
    ])
}

/// CSS Color Module Level 4, "Sample code for color conversions".
fn oklab(lightness: f32, a: f32, b: f32) -> Rgb {
    let l = (lightness + 0.396_338 * a + 0.215_804 * b).powi(3);
    let m = (lightness - 0.105_561 * a - 0.063_854 * b).powi(3);
    let s = (lightness - 0.089_484 * a - 1.291_486 * b).powi(3);
    linear([
        4.076_742 * l - 3.307_712 * m + 0.230_97 * s,
        -1.268_438 * l + 2.609_757 * m - 0.341_319 * s,
        -0.004_196 * l - 0.703_419 * m + 1.707_615 * s,
    ])
}

fn linear(channels: [f32; 3]) -> Rgb {
    let encode = |value: f32| {
        if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        }
    };
    let [red, green, blue] = channels.map(|channel| byte(encode(channel)));
    Rgb(red, green, blue)
}

/// A share as a byte.
// Clamped between 0 and 255, so the cast loses no more than the fraction.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn byte(share: f32) -> u8 {
    (share * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_notation_of_white_is_white_and_of_red_red() {
        for white in [
            "#FFF",
            "#ffffffff",
            "White",
            "rgb(255 255 255)",
            "rgb(100% 100% 100% / 1)",
            "rgb(calc(200 + 55), 255, 255)",
            "hsl(0 0% 100%)",
            "hsl(.5turn 0 100)",
            "hwb(90deg 100% 0%)",
            "lab(100% 0 0)",
            "lch(100 0 none)",
            "oklab(1 0 0)",
            "oklch(100% 0 80)",
            "color(srgb 1 1 1)",
            "color(display-p3 100% 1 1)",
            "color(srgb-linear 1 1 1)",
            "canvas",
            "light-dark(white, black)",
            "color-mix(in srgb, white 100%, black)",
            "rgb(from black calc(255 - r) 255 255)",
            "hsl(from red h s 100%)",
            "hsl(from black h s calc(l + 100))",
            "color(from white srgb r g b)",
            "hwb(from navy h 100 0)",
            "color-mix(in oklab, #fff, white)",
        ] {
            let seen = color(white);
            assert!(
                seen.is_some_and(|(rgb, alpha)| near(rgb, Rgb(255, 255, 255)) && alpha == 1.0),
                "{white}: {seen:?}"
            );
        }
        for red in [
            "red",
            "hsl(0 100% 50%)",
            "hwb(0 0% 0%)",
            "lab(54.3 80.8 69.9)",
            "oklch(62.8% 0.2577 29.23)",
            "lch(54.3 106.8 40.9)",
        ] {
            assert!(
                near(color(red).unwrap().0, Rgb(255, 0, 0)),
                "{red}: {:?}",
                color(red)
            );
        }
        for other in [
            "rgb(1,2)",
            "colour",
            "color-mix(in srgb, white)",
            "url(x)",
            "lab(from white l a b)",
            "",
        ] {
            assert_eq!(color(other), None, "{other}");
        }
        assert_eq!(color("rgb(0 0 0 / 0%)").unwrap().1, 0.0);
        assert_eq!(color(&format!("{}red", "light-dark(".repeat(5000))), None);
    }

    #[test]
    fn gradients_of_one_colour_are_colours() {
        assert_eq!(
            gradient("linear-gradient(90deg, white 0%, #fefefe 50%)"),
            Some((Rgb(255, 255, 255), 1.0))
        );
        assert_eq!(gradient("linear-gradient(red, blue)"), None);
        assert_eq!(gradient("url(x.png)"), None);
    }

    #[test]
    fn old_attributes_are_read_as_browsers_read_them() {
        for (value, expected) in [
            ("white", Some(Rgb(255, 255, 255))),
            ("ffffff", Some(Rgb(255, 255, 255))),
            ("#fff", Some(Rgb(255, 255, 255))),
            ("#fffffff", Some(Rgb(255, 255, 240))),
            ("chucknorris", Some(Rgb(192, 0, 0))),
            ("transparent", None),
            ("", None),
        ] {
            assert_eq!(legacy(value), expected, "{value}");
        }
    }
}
