//! What an animation makes of an element in the end, or for ever.

use bonafide_model::claims::NotJudged;
use scraper::ElementRef;

use super::Style;
use crate::html::css::Sheet;
use crate::html::css::cascade::{Properties, Values};
use crate::html::css::length::number;

/// Words of an animation that are looked at.
const WORDS: usize = 32;
/// Frames of an animation that are looked at.
const FRAMES: usize = 32;
/// Seconds that nobody waits for the end of an animation.
const LONG: f32 = 10.0;

/// Applies the animations of an element to its style; `before` is what it has without any rule.
pub(super) fn play(
    style: &mut Style,
    before: &Style,
    element: ElementRef<'_>,
    properties: &Properties,
    sheet: &mut Sheet,
) {
    let values = Values {
        properties,
        variables: &style.variables.clone(),
    };
    let words: Vec<String> = [
        "animation",
        "animation-name",
        "animation-delay",
        "animation-duration",
        "animation-fill-mode",
    ]
    .into_iter()
    .chain([
        "animation-iteration-count",
        "animation-play-state",
        "animation-timeline",
    ])
    .filter_map(|property| values.as_declared(property))
    .flat_map(|value| {
        value
            .split([',', ' '])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    })
    .take(WORDS)
    .collect();
    let Some(frames) = words.iter().find_map(|name| sheet.frames(name).cloned()) else {
        return;
    };
    let has = |wanted: &[&str]| {
        words
            .iter()
            .any(|word| wanted.contains(&word.to_ascii_lowercase().as_str()))
    };
    let seconds: f32 = words
        .iter()
        .filter_map(|word| time(word))
        .map(f32::abs)
        .sum();
    let times = words
        .iter()
        .filter_map(|word| number(word))
        .fold(1.0, f32::max);
    let lasts = has(&["infinite", "paused"])
        || seconds * times > LONG
        || words
            .iter()
            .any(|word| word.contains("scroll") || word.contains("view"));
    let stays = has(&["forwards", "both"]);
    let comes_back = has(&["reverse", "alternate", "alternate-reverse"]);
    if !lasts && !stays {
        return;
    }
    let mut states: Vec<Style> = Vec::new();
    let has_end = |end: f32| frames.iter().any(|(at, _)| (at - end).abs() < f32::EPSILON);
    if !has_end(1.0) || lasts && !has_end(0.0) {
        states.push(style.clone());
    }
    let counts = |at: f32| lasts || at >= 1.0 || comes_back && at <= 0.0;
    for (_, frame) in frames.iter().filter(|(at, _)| counts(*at)).take(FRAMES) {
        let mut state = before.clone();
        state.apply_to(element, &properties.in_frame(frame), sheet);
        states.push(state);
    }
    let Some(first) = states.first() else { return };
    let is_hidden = first.reason().is_some();
    if states.iter().any(|state| {
        state.reason().is_some() != is_hidden || state.not_judged() != first.not_judged()
    }) {
        style.not_judged = style.not_judged.or(Some(NotJudged::Animation));
    } else {
        *style = first.clone();
    }
}

/// A time in seconds.
fn time(word: &str) -> Option<f32> {
    let word = word.to_ascii_lowercase();
    match word.strip_suffix("ms") {
        Some(number_) => Some(number(number_)? / 1000.0),
        None => number(word.strip_suffix('s')?),
    }
}
