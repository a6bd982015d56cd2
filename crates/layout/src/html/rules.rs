//! What in the page itself decides how its text is seen: its style sheets, as far as they apply, its
//! scripts, and which of its details are closed.

use std::collections::HashSet;

use bonafide_model::claims::{NotJudged, ReadWarningKind};
use ego_tree::{NodeId, NodeRef};
use scraper::{Node, node::Element};

use super::{
    css::{Doubt, Sheet, conditions::media_applies, data_sheet, is_data},
    dom::Page,
    output::{Output, warn},
    visible::Scripts,
};

/// The page's own style rules and scripts.
#[derive(Default)]
pub(super) struct Rules {
    pub sheet: Sheet,
    pub scripts: Scripts,
    /// The details that another one with the same name closes.
    closed: HashSet<NodeId>,
}

impl Rules {
    /// Collects them, and notes what decides about visibility from outside.
    pub(super) fn of(page: &Page, output: &mut Output) -> Self {
        let mut rules = Self::default();
        rules.sheet.is_quirky = page.is_quirky();
        let mut titles = Titles::default();
        let mut opened = HashSet::new();
        for node in page.html.tree.nodes() {
            let Some(element) = node.value().as_element() else {
                continue;
            };
            let line = page.line(node.id());
            rules.scripts.add_handlers(element);
            match element.name() {
                "style" => {
                    if let Some(doubt) = applies(node, element, &mut titles) {
                        rules.sheet.add(&content(node), doubt);
                    }
                }
                "link" => {
                    let address = element.attr("href").unwrap_or_default();
                    match applies(node, element, &mut titles) {
                        Some(doubt) if is_data(address) => {
                            if let Some(css) = data_sheet(address) {
                                rules.sheet.add(&css, doubt);
                            }
                        }
                        Some(_) => warn(output, ReadWarningKind::ExternalStyle, line, address),
                        None => {}
                    }
                }
                "meta" => titles.note_default(element),
                "details" if element.attr("open").is_some() => {
                    let name = element.attr("name").filter(|name| !name.is_empty());
                    if name.is_some_and(|name| !opened.insert(name)) {
                        rules.closed.insert(node.id());
                    }
                }
                "script" if is_code(element) => {
                    rules.scripts.add(&content(node));
                    warn(
                        output,
                        ReadWarningKind::Script,
                        line,
                        element.attr("src").unwrap_or("inline"),
                    );
                }
                "iframe" | "frame" | "object" | "embed" => {
                    let source = element
                        .attr("src")
                        .or_else(|| element.attr("data"))
                        .unwrap_or_default();
                    warn(output, ReadWarningKind::Frame, line, source);
                }
                "base" if output.layout.base.is_none() => {
                    output.layout.base = element.attr("href").map(str::to_owned)
                }
                _ => {}
            }
        }
        if let Some(import) = rules.sheet.imports.first() {
            warn(output, ReadWarningKind::ExternalStyle, 1, import);
        }
        if rules.sheet.has_outside_fonts {
            warn(output, ReadWarningKind::ExternalStyle, 1, "a font");
        }
        rules
    }

    /// Whether only the summary of details is seen without a click. Of those with one name only the
    /// first is open (HTML, "The details element").
    pub(super) fn is_closed(&self, node: NodeId, element: &Element) -> bool {
        element.attr("open").is_none() || self.closed.contains(&node)
    }
}

/// The titles of style sheets: of those that have one, only the ones with the title of the first are
/// in force (CSSOM, "Style Sheet Collections").
#[derive(Default)]
struct Titles {
    preferred: Option<String>,
    /// Whether something else may decide which one is.
    is_unsure: bool,
}

impl Titles {
    /// A page may name the title itself.
    fn note_default(&mut self, element: &Element) {
        self.is_unsure |= element
            .attr("http-equiv")
            .is_some_and(|name| name.trim().eq_ignore_ascii_case("default-style"));
    }

    /// Whether a sheet with this title is in force; `None` if that cannot be told.
    fn holds(&mut self, title: &str, is_alternate: bool) -> Option<bool> {
        if title.is_empty() {
            return Some(!is_alternate);
        }
        if self.preferred.is_none() && !is_alternate {
            self.preferred = Some(title.to_owned());
        }
        let is_preferred = self.preferred.as_deref() == Some(title);
        (!(self.is_unsure || is_preferred && is_alternate)).then_some(is_preferred)
    }
}

/// Whether a `style` or a `link` is a style sheet that applies on a screen, and what speaks against
/// being sure of it.
fn applies(node: NodeRef<'_, Node>, element: &Element, titles: &mut Titles) -> Option<Doubt> {
    let attribute = |name| element.attr(name).unwrap_or_default();
    let is_link = element.name() == "link";
    let relation = attribute("rel").to_ascii_lowercase();
    let is_a = |word| relation.split_ascii_whitespace().any(|w| w == word);
    // A link may tell more than the bare type.
    let kind = attribute("type");
    let kind = if is_link {
        kind.split(';').next().unwrap_or_default().trim()
    } else {
        kind
    };
    let is_sheet = (!is_link || is_a("stylesheet") && element.attr("disabled").is_none())
        && (kind.is_empty() || kind.eq_ignore_ascii_case("text/css"))
        && !node.ancestors().any(|n| {
            n.value()
                .as_element()
                .is_some_and(|e| e.name() == "template")
        });
    if !is_sheet {
        return None;
    }
    let holds = titles.holds(attribute("title"), is_link && is_a("alternate"));
    // What comes from elsewhere may come late or not at all, and so may its title.
    titles.is_unsure |= is_link && !is_data(attribute("href")) && element.attr("title").is_some();
    let whole = element.attr("integrity").is_none().then_some(true);
    let all = [holds, media_applies(attribute("media")), whole];
    (!all.contains(&Some(false))).then(|| all.contains(&None).then_some(NotJudged::UnknownRule))
}

/// The text right inside an element.
fn content(node: NodeRef<'_, Node>) -> String {
    node.children()
        .filter_map(|child| child.value().as_text())
        .map(|text| &**text)
        .collect()
}

/// Whether a script is run; data blocks are not.
fn is_code(element: &Element) -> bool {
    let kind = element
        .attr("type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    kind.is_empty()
        || kind == "module"
        || kind.contains("javascript")
        || kind.contains("ecmascript")
}
