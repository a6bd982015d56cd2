//! Colours, how they mix, and when two of them cannot be told apart.

use hayro_interpret::BlendMode;

/// Red, green and blue from 0 to 1.
pub(in super::super) type Rgb = [f32; 3];

/// What pages are made of.
pub(in super::super) const WHITE: Rgb = [1.0; 3];

/// The largest difference in one channel that a person does not see. A step of 20 in 255: the light grey of watermarks starts at 25.
const SAME: f32 = 0.08;

/// Whether text of one colour cannot be seen on the other.
pub(in super::super) fn looks_same(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < SAME)
}

/// `top` with opacity `alpha` over `below`; `None` for blend modes whose result is not computed here.
pub(in super::super) fn over(below: Rgb, top: Rgb, alpha: f32, blend: BlendMode) -> Option<Rgb> {
    let mut result = below;
    for (below, top) in result.iter_mut().zip(top) {
        *below += alpha * (blended(*below, top, blend)? - *below);
    }
    Some(result)
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
        _ => return None,
    })
}

fn hard_light(below: f32, top: f32) -> f32 {
    if top <= 0.5 { below * 2.0 * top } else { below + (2.0 * top - 1.0) - below * (2.0 * top - 1.0) }
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
    fn multiplying_by_white_changes_nothing() {
        assert_eq!(over([0.2, 0.4, 0.6], WHITE, 1.0, BlendMode::Multiply), Some([0.2, 0.4, 0.6]));
        assert_eq!(over(WHITE, [0.0; 3], 0.5, BlendMode::Normal), Some([0.5; 3]));
    }
}
