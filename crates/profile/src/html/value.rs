//! CSS values: colours, lengths and what clips and transforms do.

/// The largest difference of a channel at which text does not stand out from what lies behind it.
const NEAR: u8 = 20;
/// The window that percentages and viewport units are taken of, in pixels.
const WINDOW_WIDTH: f32 = 1280.0;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour with some opacity over another one.
    pub(super) fn over(self, alpha: f32, behind: Self) -> Self {
        // Both sides are between 0 and 255, so the cast cannot lose more than the fraction.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mix =
            |above: u8, below: u8| (f32::from(above) * alpha + f32::from(below) * (1.0 - alpha)).round().clamp(0.0, 255.0) as u8;
        Self(mix(self.0, behind.0), mix(self.1, behind.1), mix(self.2, behind.2))
    }
}

/// Whether text of one colour cannot be read on the other.
pub(super) fn near(a: Rgb, b: Rgb) -> bool {
    a.0.abs_diff(b.0) <= NEAR && a.1.abs_diff(b.1) <= NEAR && a.2.abs_diff(b.2) <= NEAR
}

/// A colour with its opacity, in the notations that pages use; `None` for any other value.
pub(super) fn color(value: &str) -> Option<(Rgb, f32)> {
    let value = value.trim().to_ascii_lowercase();
    if value == "transparent" {
        return Some((Rgb(0, 0, 0), 0.0));
    }
    if let Some(digits) = value.strip_prefix('#') {
        let (red, green, blue, alpha) = cssparser::color::parse_hash_color(digits.as_bytes()).ok()?;
        return Some((Rgb(red, green, blue), alpha));
    }
    if let Some((name, arguments)) = value.strip_suffix(')').and_then(|value| value.split_once('(')) {
        let parts: Vec<&str> = arguments.split([',', ' ', '/']).filter(|part| !part.is_empty()).collect();
        let alpha = parts.get(3).map_or(Some(1.0), |alpha| number(alpha))?;
        return match (name.trim(), parts.as_slice()) {
            ("rgb" | "rgba", [red, green, blue, ..]) => Some((Rgb(channel(red)?, channel(green)?, channel(blue)?), alpha)),
            ("hsl" | "hsla", [hue, saturation, lightness, ..]) => {
                let degrees: f32 = hue.trim_end_matches("deg").parse().ok()?;
                Some((hsl(degrees, number(saturation)?, number(lightness)?), alpha))
            }
            _ => None,
        };
    }
    let (red, green, blue) = cssparser::color::parse_named_color(&value).ok()?;
    Some((Rgb(red, green, blue), 1.0))
}

fn channel(text: &str) -> Option<u8> {
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? * 2.55,
        None => text.parse().ok()?,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(value.round().clamp(0.0, 255.0) as u8)
}

/// CSS Color Module Level 4, "HSL Colors".
fn hsl(hue: f32, saturation: f32, lightness: f32) -> Rgb {
    let part = |n: f32| {
        let k = (n + hue / 30.0).rem_euclid(12.0);
        let a = saturation * lightness.min(1.0 - lightness);
        let value = lightness - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let byte = (value * 255.0).round().clamp(0.0, 255.0) as u8;
        byte
    };
    Rgb(part(0.0), part(8.0), part(4.0))
}

/// A number or a percentage as a fraction.
pub(super) fn number(value: &str) -> Option<f32> {
    let value = value.trim();
    let number: f32 = match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None => value.parse().ok()?,
    };
    number.is_finite().then_some(number)
}

/// A length in pixels; of several, the first.
pub(super) fn length(value: &str, font_size: f32) -> Option<f32> {
    let value = value.split_ascii_whitespace().next()?;
    let digits = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(value.len());
    // `1e3px` is a number too, and its `e` is no unit.
    let exponent =
        value.get(digits..).and_then(|rest| rest.strip_prefix('e')).map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let digits = digits + exponent.filter(|length| *length > 0).map_or(0, |length| length + 1);
    let (number, unit) = value.split_at(digits);
    let number: f32 = number.parse().ok()?;
    let factor = match unit {
        "" if number == 0.0 => 1.0,
        "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "em" => font_size,
        "rem" => 16.0,
        "ex" | "ch" => font_size / 2.0,
        "%" | "vw" | "vh" | "vmin" | "vmax" => WINDOW_WIDTH / 100.0,
        _ => return None,
    };
    Some(number * factor)
}

/// The font size in pixels that `font-size` or `font` sets inside an element with the font size `around`.
pub(super) fn font_size(value: &str, around: f32) -> Option<f32> {
    value.split([' ', '/']).find_map(|part| match part {
        "xx-small" => Some(9.0),
        "x-small" => Some(10.0),
        "small" => Some(13.0),
        "medium" | "initial" => Some(16.0),
        "large" => Some(18.0),
        "x-large" => Some(24.0),
        "xx-large" | "xxx-large" => Some(32.0),
        "smaller" => Some(around / 1.2),
        "larger" => Some(around * 1.2),
        _ => match part.strip_suffix('%') {
            Some(percent) => percent.parse::<f32>().ok().map(|percent| around * percent / 100.0),
            None => length(part, around),
        },
    })
}

/// Whether a `clip` or `clip-path` leaves nothing to be seen.
pub(super) fn hides_by_clip(value: &str) -> bool {
    let Some((name, arguments)) = value.trim().trim_end_matches(')').split_once('(') else { return false };
    let sizes: Vec<f32> = arguments.split([',', ' ']).filter_map(|part| length(part, 16.0)).collect();
    match name.trim() {
        // The rectangle's top, right, bottom and left.
        "rect" => matches!(sizes.as_slice(), [top, right, bottom, left] if bottom - top <= 1.0 || right - left <= 1.0),
        "inset" => {
            arguments.split_ascii_whitespace().next().and_then(number).is_some_and(|share| arguments.contains('%') && share >= 0.5)
        }
        "circle" | "ellipse" => sizes.first().is_some_and(|radius| *radius <= 1.0),
        "polygon" => sizes.iter().all(|size| *size == 0.0),
        _ => false,
    }
}

/// Whether a `transform` shrinks an element to nothing or moves it out of every window.
pub(super) fn hides_by_transform(value: &str, font_size: f32, least: f32, most: f32) -> bool {
    value.split(')').filter_map(|function| function.split_once('(')).any(|(name, arguments)| {
        let mut arguments = arguments.split(',');
        if name.trim().starts_with("scale") {
            arguments.any(|scale| number(scale).is_some_and(|scale| scale.abs() < 0.05))
        } else {
            // A percentage is of the element itself, which is how menus are moved just out of the window.
            let is_far = |by: f32| by <= least || by >= most;
            name.trim().starts_with("translate") && arguments.any(|by| length(by, font_size).is_some_and(is_far))
        }
    })
}
