//! Colours, how they mix, and when two of them cannot be told apart.

use hayro_interpret::BlendMode;

/// From this opacity on nothing shows through.
pub(super) const OPAQUE: f32 = 0.95;

/// Red, green and blue from 0 to 1.
pub(in super::super) type Rgb = [f32; 3];

/// What pages are made of.
pub(in super::super) const WHITE: Rgb = [1.0; 3];

/// The largest difference in one channel that a person does not see. A step of 20 in 255: the light
/// grey of watermarks starts at 25.
const SAME: f32 = 0.08;

/// Whether text of one colour cannot be seen on the other.
pub(in super::super) fn looks_same(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < SAME)
}

/// `top` with opacity `alpha` over `below`; `None` for blend modes whose result is not computed here.
pub(in super::super) fn over(below: Rgb, top: Rgb, alpha: f32, blend: BlendMode) -> Option<Rgb> {
    let mixed = match whole(below, top, blend) {
        Some(mixed) => mixed,
        None => {
            let mut mixed = top;
            for (top, below) in mixed.iter_mut().zip(below) {
                *top = blended(below, *top, blend)?;
            }
            mixed
        }
    };
    let mut result = below;
    for (below, mixed) in result.iter_mut().zip(mixed) {
        *below += alpha * (mixed - *below);
    }
    Some(result)
}

/// The blend functions of ISO 32000-2, "Nonseparable blend modes"; `None` for all others.
fn whole(below: Rgb, top: Rgb, blend: BlendMode) -> Option<Rgb> {
    Some(match blend {
        BlendMode::Hue => {
            with_brightness(with_saturation(top, saturation(below)), brightness(below))
        }
        BlendMode::Saturation => {
            with_brightness(with_saturation(below, saturation(top)), brightness(below))
        }
        BlendMode::Color => with_brightness(top, brightness(below)),
        BlendMode::Luminosity => with_brightness(below, brightness(top)),
        _ => return None,
    })
}

fn brightness([r, g, b]: Rgb) -> f32 {
    0.3 * r + 0.59 * g + 0.11 * b
}

fn extremes(color: Rgb) -> (f32, f32) {
    color
        .iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), &value| {
            (low.min(value), high.max(value))
        })
}

fn saturation(color: Rgb) -> f32 {
    let (low, high) = extremes(color);
    high - low
}

fn with_saturation(color: Rgb, saturation: f32) -> Rgb {
    let (low, high) = extremes(color);
    if high <= low {
        return [0.0; 3];
    }
    color.map(|value| (value - low) / (high - low) * saturation)
}

fn with_brightness(color: Rgb, wanted: f32) -> Rgb {
    let change = wanted - brightness(color);
    let color = color.map(|value| value + change);
    let (low, high) = extremes(color);
    let clipped = |value: f32| {
        if low < 0.0 {
            wanted + (value - wanted) * wanted / (wanted - low)
        } else if high > 1.0 {
            wanted + (value - wanted) * (1.0 - wanted) / (high - wanted)
        } else {
            value
        }
    };
    color.map(clipped)
}

/// The separable blend functions of ISO 32000-2, "Separable blend modes".
fn blended(below: f32, top: f32, blend: BlendMode) -> Option<f32> {
    Some(match blend {
        BlendMode::Normal => top,
        BlendMode::Multiply => below * top,
        BlendMode::Screen => below + top - below * top,
        BlendMode::Darken => below.min(top),
        BlendMode::Lighten => below.max(top),
        BlendMode::HardLight => hard_light(below, top),
        BlendMode::Overlay => hard_light(top, below),
        BlendMode::Difference => (below - top).abs(),
        BlendMode::Exclusion => below + top - 2.0 * below * top,
        BlendMode::ColorDodge if below <= 0.0 => 0.0,
        BlendMode::ColorDodge if top >= 1.0 => 1.0,
        BlendMode::ColorDodge => (below / (1.0 - top)).min(1.0),
        BlendMode::ColorBurn if below >= 1.0 => 1.0,
        BlendMode::ColorBurn if top <= 0.0 => 0.0,
        BlendMode::ColorBurn => 1.0 - ((1.0 - below) / top).min(1.0),
        BlendMode::SoftLight if top <= 0.5 => below - (1.0 - 2.0 * top) * below * (1.0 - below),
        BlendMode::SoftLight => {
            let lifted = if below <= 0.25 {
                ((16.0 * below - 12.0) * below + 4.0) * below
            } else {
                below.sqrt()
            };
            below + (2.0 * top - 1.0) * (lifted - below)
        }
        _ => return None,
    })
}

fn hard_light(below: f32, top: f32) -> f32 {
    if top <= 0.5 {
        below * 2.0 * top
    } else {
        below + (2.0 * top - 1.0) - below * (2.0 * top - 1.0)
    }
}

/// One layer at a point: colour, opacity and how it mixes.
pub(super) type Layer = (Rgb, f32, BlendMode);

/// Mixes layers, the topmost first, over `base`.
pub(super) fn mix(base: Rgb, layers: &[Layer]) -> Option<Rgb> {
    layers
        .iter()
        .rev()
        .try_fold(base, |below, &(top, alpha, blend)| {
            over(below, top, alpha, blend)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_white_on_white_is_not_seen_and_light_grey_is() {
        assert!(looks_same(WHITE, [0.97, 0.98, 0.96]));
        assert!(!looks_same(WHITE, [0.85, 0.85, 0.85]));
        assert!(!looks_same(WHITE, [1.0, 1.0, 0.0]));
    }

    #[test]
    fn some_blend_modes_leave_white_paper_white() {
        for blend in [
            BlendMode::ColorBurn,
            BlendMode::SoftLight,
            BlendMode::Hue,
            BlendMode::Saturation,
            BlendMode::Color,
        ] {
            assert!(
                over(WHITE, [1.0, 0.0, 0.0], 1.0, blend)
                    .is_some_and(|mixed| looks_same(mixed, WHITE)),
                "{blend:?}"
            );
        }
        assert!(
            over(WHITE, [0.0; 3], 1.0, BlendMode::Luminosity)
                .is_some_and(|mixed| looks_same(mixed, [0.0; 3]))
        );
        assert!(
            over([0.5; 3], [0.9; 3], 1.0, BlendMode::ColorDodge)
                .is_some_and(|mixed| looks_same(mixed, WHITE))
        );
    }

    #[test]
    fn multiplying_by_white_changes_nothing() {
        assert_eq!(
            over([0.2, 0.4, 0.6], WHITE, 1.0, BlendMode::Multiply),
            Some([0.2, 0.4, 0.6])
        );
        assert_eq!(
            over(WHITE, [0.0; 3], 0.5, BlendMode::Normal),
            Some([0.5; 3])
        );
    }
}
