//! Style sheets into rules, by the tokenizer and the rule parser of browsers (`cssparser`).

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, Delimiter, ParseError, Parser,
    ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, ToCss,
    Token, parse_important,
};

use super::conditions::{is_supported, media_applies};
use super::selectors::{self, Refused, Selects};
use super::validity::{Validity, validity};
use super::{ALIASES, Declaration, Doubt, IMPORTS, PROPERTIES, Sheet, data_sheet, is_data};
use bonafide_model::claims::NotJudged;

/// How deep rules may nest.
const NESTING: usize = 8;
/// How deep blocks and functions may nest, in everything.
const BLOCKS: u8 = 64;
/// Bytes of the selectors of a rule; nobody writes longer ones by hand.
const SELECTOR_BYTES: usize = 4000;
/// Bytes of a value that are looked at.
const VALUE_BYTES: usize = 1000;
/// How dear it may be to match a rule inside others.
const COST: usize = 20_000;

type Result<T> = std::result::Result<T, ParseError<Refused>>;

/// A parser of untrusted text.
fn parser(css: &str) -> Parser<'_> {
    let mut parser = Parser::new(css);
    parser.set_nested_block_limit(BLOCKS);
    parser
}

/// What stands around a rule.
#[derive(Clone, Default)]
struct Around {
    /// The selectors that it is inside of, and how dear those are to match.
    parent: Option<(Selects, usize)>,
    layer: Option<String>,
    depth: usize,
    /// Why it cannot be told whether the rule applies.
    doubt: Doubt,
}

/// Reads rules into a sheet.
struct Rules<'s> {
    sheet: &'s mut Sheet,
    around: Around,
    /// Whether a rule has been read behind which imports do not count any more.
    has_begun: bool,
}

/// What stands in a block.
enum Item {
    Declaration(Declaration),
    Done,
}

/// What an at-rule does.
enum AtRule {
    Ignored,
    Applied(Doubt),
    Layers(Vec<String>),
    Keyframes(String),
    Property(String),
    FontFace,
    Import(String, Doubt),
    /// The names in selectors are those of another namespace than HTML's.
    Namespace,
}

/// Adds a style sheet.
pub(super) fn sheet(css: &str, sheet: &mut Sheet, doubt: Doubt) {
    let around = Around {
        doubt,
        ..Around::default()
    };
    read(css, sheet, around);
}

fn read(css: &str, sheet: &mut Sheet, around: Around) {
    let mut input = parser(css);
    let mut rules = Rules {
        sheet,
        around,
        has_begun: false,
    };
    StyleSheetParser::new(&mut input, &mut rules).for_each(drop);
}

/// The declarations of a `style` attribute that can matter.
pub(super) fn declarations(css: &str) -> Vec<Declaration> {
    declarations_in(&mut parser(css))
}

fn declarations_in(input: &mut Parser<'_>) -> Vec<Declaration> {
    RuleBodyParser::new(input, &mut Declarations)
        .filter_map(std::result::Result::ok)
        .flatten()
        .collect()
}

/// Reads declarations only.
struct Declarations;

impl<'i> DeclarationParser<'i> for Declarations {
    type Declaration = Option<Declaration>;
    type Error = Refused;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<Option<Declaration>> {
        declaration(&name, input)
    }
}

impl AtRuleParser<'_> for Declarations {
    type Prelude = ();
    type AtRule = Option<Declaration>;
    type Error = Refused;
}

impl QualifiedRuleParser<'_> for Declarations {
    type Prelude = ();
    type QualifiedRule = Option<Declaration>;
    type Error = Refused;
}

impl RuleBodyItemParser<'_, Option<Declaration>, Refused> for Declarations {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

/// A declaration, if it can matter; an error if it is none, so that the same text may be a rule.
fn declaration(name: &str, input: &mut Parser<'_>) -> Result<Option<Declaration>> {
    let is_variable = name.starts_with("--");
    let property = if is_variable {
        name.to_owned()
    } else {
        known(name)
    };
    let is_wanted = is_variable || PROPERTIES.contains(&property.as_str());
    let mut value = String::new();
    input.parse_until_before(Delimiter::Bang, |input| {
        text(input, &mut value, is_variable)
    })?;
    let important = input.try_parse(parse_important).is_ok();
    input.expect_exhausted()?;
    if !is_wanted {
        return Ok(None);
    }
    value.truncate(value.trim_end().len());
    value.truncate(value.floor_char_boundary(VALUE_BYTES));
    Ok(match validity(&property, &value) {
        Validity::Invalid => None,
        Validity::Valid => Some(Declaration {
            property,
            value,
            important,
            is_understood: true,
        }),
        Validity::Unknown => Some(Declaration {
            property,
            value,
            important,
            is_understood: false,
        }),
    })
}

/// The name of a property that this one is another name of.
fn known(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    ALIASES
        .iter()
        .find(|(alias, _)| *alias == name)
        .map_or(name, |(_, name)| (*name).to_owned())
}

/// The text of a value without comments and escapes, and with one space wherever there is white
/// space.
fn text(input: &mut Parser<'_>, out: &mut String, may_have_braces: bool) -> Result<()> {
    loop {
        let token = match input.next_including_whitespace_and_comments() {
            Ok(token) => token.clone(),
            Err(error) if error.kind == BasicParseErrorKind::EndOfInput => return Ok(()),
            Err(_) => return Err(ParseError::custom(Refused)),
        };
        let closing = match &token {
            Token::WhiteSpace(_) | Token::Comment(_) => {
                if !out.is_empty() && !out.ends_with([' ', '(']) {
                    out.push(' ');
                }
                continue;
            }
            Token::BadUrl(_)
            | Token::BadString(_)
            | Token::CloseParenthesis
            | Token::CloseSquareBracket
            | Token::CloseCurlyBracket => {
                return Err(ParseError::custom(Refused));
            }
            Token::CurlyBracketBlock if !may_have_braces => {
                return Err(ParseError::custom(Refused));
            }
            Token::Function(_) | Token::ParenthesisBlock => ')',
            Token::SquareBracketBlock => ']',
            Token::CurlyBracketBlock => '}',
            Token::Ident(name)
                if name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) =>
            {
                out.push_str(name);
                continue;
            }
            token => {
                let _ = token.to_css(out);
                continue;
            }
        };
        let _ = token.to_css(out);
        // Longer ones are images inside the page.
        if out.len() > VALUE_BYTES {
            input.parse_nested_block(|input| {
                while input.next().is_ok() {}
                Ok(())
            })?;
        } else {
            input.parse_nested_block(|input| text(input, out, true))?;
        }
        out.truncate(out.trim_end().len());
        out.push(closing);
    }
}

impl<'i> DeclarationParser<'i> for Rules<'_> {
    type Declaration = Item;
    type Error = Refused;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<Item> {
        Ok(declaration(&name, input)?.map_or(Item::Done, Item::Declaration))
    }
}

impl<'i> QualifiedRuleParser<'i> for Rules<'_> {
    type Prelude = (Selects, usize, Doubt);
    type QualifiedRule = Item;
    type Error = Refused;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Self::Prelude> {
        let start = input.position();
        let parent = self.around.parent.as_ref();
        let parsed = selectors::parse(input, parent.map(|(parent, _)| parent));
        while input.next().is_ok() {}
        let (selectors, is_doubtful) = parsed?;
        let cost = selectors
            .slice()
            .iter()
            .map(selectors::cost)
            .max()
            .unwrap_or(1)
            * parent.map_or(1, |(_, cost)| *cost);
        if input.slice_from(start).len() > SELECTOR_BYTES || cost > COST {
            self.sheet.is_incomplete = true;
            return Err(ParseError::custom(Refused));
        }
        let doubt = if is_doubtful {
            Some(NotJudged::UnknownRule)
        } else {
            None
        };
        Ok((selectors, cost, self.around.doubt.or(doubt)))
    }

    fn parse_block(
        &mut self,
        (selectors, cost, doubt): Self::Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<Item> {
        self.has_begun = true;
        let around = Around {
            parent: Some((selectors, cost)),
            doubt,
            ..self.around.clone()
        };
        self.inside(around, input);
        Ok(Item::Done)
    }
}

impl<'i> AtRuleParser<'i> for Rules<'_> {
    type Prelude = AtRule;
    type AtRule = Item;
    type Error = Refused;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<AtRule> {
        let name = name.to_ascii_lowercase();
        if name == "import" {
            let url = input.expect_url_or_string()?.to_string();
            let start = input.position();
            while input.next().is_ok() {}
            let condition = input.slice_from(start).trim();
            // A layer and what must be supported stand in front of the media.
            let has_more = condition.starts_with(['l', 's', 'L', 'S']);
            let media = condition
                .rsplit(')')
                .next()
                .filter(|_| has_more)
                .unwrap_or(condition);
            let applies = media_applies(media);
            let is_sure = applies.is_some() && !has_more;
            return Ok(if applies == Some(false) || self.has_begun {
                AtRule::Ignored
            } else {
                AtRule::Import(url, (!is_sure).then_some(NotJudged::UnknownRule))
            });
        }
        let mut condition = String::new();
        text(input, &mut condition, true)?;
        let applied = |applies: Option<bool>, why| match applies {
            Some(true) => AtRule::Applied(None),
            Some(false) => AtRule::Ignored,
            None => AtRule::Applied(Some(why)),
        };
        Ok(match name.as_str() {
            "media" => applied(media_applies(&condition), NotJudged::UnknownRule),
            "supports" => applied(is_supported(&condition), NotJudged::UnknownRule),
            "namespace" if is_foreign_namespace(&condition) => AtRule::Namespace,
            "container" => AtRule::Applied(Some(NotJudged::ContainerQuery)),
            "starting-style" => AtRule::Applied(Some(NotJudged::Animation)),
            "layer" => AtRule::Layers(
                condition
                    .split(',')
                    .map(|name| name.trim().to_owned())
                    .collect(),
            ),
            "keyframes" | "-webkit-keyframes" => {
                AtRule::Keyframes(condition.trim_matches(['"', '\'']).to_owned())
            }
            "property" => AtRule::Property(condition),
            "font-face" => AtRule::FontFace,
            // They style no element of the document on a screen, whatever is in them.
            "charset"
            | "color-profile"
            | "counter-style"
            | "font-feature-values"
            | "font-palette-values"
            | "namespace"
            | "page"
            | "position-try"
            | "view-transition"
            | "-ms-viewport"
            | "viewport"
            | "-o-viewport"
            | "tailwind"
            | "apply" => AtRule::Ignored,
            _ => AtRule::Applied(Some(NotJudged::UnknownRule)),
        })
    }

    fn rule_without_block(
        &mut self,
        prelude: AtRule,
        _: &ParserState,
    ) -> std::result::Result<Item, ()> {
        match prelude {
            AtRule::Import(url, doubt) => self.import(url, doubt),
            AtRule::Namespace => {
                self.around.doubt = self.around.doubt.or(Some(NotJudged::UnknownRule));
            }
            AtRule::Layers(names) => names.iter().for_each(|name| {
                self.sheet
                    .layer(&within(self.around.layer.as_deref(), name));
            }),
            _ => {}
        }
        Ok(Item::Done)
    }

    fn parse_block(
        &mut self,
        prelude: AtRule,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<Item> {
        self.has_begun = true;
        let around = match prelude {
            AtRule::Ignored | AtRule::Import(..) | AtRule::Namespace => return Ok(Item::Done),
            AtRule::Applied(doubt) => Around {
                doubt: self.around.doubt.or(doubt),
                ..self.around.clone()
            },
            AtRule::Layers(names) => {
                let name = names.first().filter(|name| !name.is_empty()).cloned();
                let name = name.unwrap_or_else(|| format!("({})", self.sheet.layers.len()));
                let name = within(self.around.layer.as_deref(), &name);
                self.sheet.layer(&name);
                Around {
                    layer: Some(name),
                    ..self.around.clone()
                }
            }
            AtRule::Keyframes(name) => {
                let mut frames = Frames::default();
                RuleBodyParser::new(input, &mut frames).for_each(drop);
                frames.0.sort_by(|(a, _), (b, _)| a.total_cmp(b));
                self.sheet.frames.insert(
                    name,
                    frames
                        .0
                        .into_iter()
                        .map(|(at, frame)| (at, frame.into()))
                        .collect(),
                );
                return Ok(Item::Done);
            }
            AtRule::Property(name) => {
                let descriptors = descriptors(input);
                let of = |wanted: &str| {
                    descriptors
                        .iter()
                        .find(|(name, _)| name == wanted)
                        .map(|(_, value)| value.clone())
                };
                let inherits = of("inherits").is_none_or(|value| value != "false");
                self.sheet
                    .registered
                    .insert(name, (inherits, of("initial-value")));
                return Ok(Item::Done);
            }
            AtRule::FontFace => {
                let descriptors = descriptors(input);
                let of = |wanted: &str| {
                    descriptors
                        .iter()
                        .find(|(name, _)| name == wanted)
                        .map(|(_, value)| value.as_str())
                };
                let family = of("font-family")
                    .unwrap_or_default()
                    .trim_matches(['"', '\''])
                    .to_ascii_lowercase();
                let is_inside = of("src").is_some_and(|source| source.contains("data:"));
                self.sheet.add_font(family, is_inside);
                return Ok(Item::Done);
            }
        };
        self.inside(around, input);
        Ok(Item::Done)
    }
}

impl RuleBodyItemParser<'_, Item, Refused> for Rules<'_> {
    fn parse_declarations(&self) -> bool {
        self.around.parent.is_some()
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

impl Rules<'_> {
    /// Reads a block.
    fn inside(&mut self, mut around: Around, input: &mut Parser<'_>) {
        around.depth += 1;
        if around.depth > NESTING {
            self.sheet.is_incomplete = true;
            return;
        }
        let mut rules = Rules {
            sheet: &mut *self.sheet,
            around,
            has_begun: true,
        };
        let mut own = Vec::new();
        let mut body = RuleBodyParser::new(input, &mut rules);
        while let Some(item) = body.next() {
            match item {
                Ok(Item::Declaration(declaration)) => own.push(declaration),
                // What stands behind a rule inside counts later than that one.
                Ok(Item::Done) if !own.is_empty() => body.parser.add(std::mem::take(&mut own)),
                _ => {}
            }
        }
        rules.add(own);
    }

    /// Reads a sheet that the page itself has, where its import stands: its rules count before those
    /// that follow.
    fn import(&mut self, url: String, doubt: Doubt) {
        let around = Around {
            depth: self.around.depth + 1,
            doubt: self.around.doubt.or(doubt),
            ..self.around.clone()
        };
        if !is_data(&url) {
            if self.sheet.imports.len() < IMPORTS {
                self.sheet.imports.push(url);
            }
        } else if around.depth > NESTING {
            self.sheet.is_incomplete = true;
        } else if let Some(css) = data_sheet(&url) {
            read(&css, self.sheet, around);
        }
    }

    fn add(&mut self, declarations: Vec<Declaration>) {
        let Some((selectors, cost)) = self
            .around
            .parent
            .as_ref()
            .filter(|_| !declarations.is_empty())
        else {
            return;
        };
        let (selectors, cost) = (selectors.clone(), *cost);
        self.sheet.add_rule(
            &selectors,
            cost,
            self.around.layer.as_deref(),
            declarations,
            self.around.doubt,
        );
    }
}

/// Whether `@namespace` makes selectors without a prefix speak of other elements than HTML's.
fn is_foreign_namespace(prelude: &str) -> bool {
    let is_default = prelude.starts_with(['"', '\'']) || prelude.starts_with("url(");
    is_default && !prelude.contains("http://www.w3.org/1999/xhtml")
}

fn within(outer: Option<&str>, name: &str) -> String {
    outer.map_or_else(|| name.to_owned(), |outer| format!("{outer}.{name}"))
}

/// The frames of an animation, each with the part of the time at which it counts.
#[derive(Default)]
struct Frames(Vec<(f32, Vec<Declaration>)>);

impl<'i> QualifiedRuleParser<'i> for Frames {
    type Prelude = Vec<f32>;
    type QualifiedRule = ();
    type Error = Refused;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<f32>> {
        input.parse_comma_separated(|input| {
            Ok(match input.next()? {
                Token::Percentage { unit_value, .. } => *unit_value,
                Token::Ident(name) if name.eq_ignore_ascii_case("from") => 0.0,
                Token::Ident(name) if name.eq_ignore_ascii_case("to") => 1.0,
                _ => return Err(ParseError::custom(Refused)),
            })
        })
    }

    fn parse_block(&mut self, at: Vec<f32>, _: &ParserState, input: &mut Parser<'i>) -> Result<()> {
        let declarations = declarations_in(input);
        self.0
            .extend(at.into_iter().map(|at| (at, declarations.clone())));
        Ok(())
    }
}

impl AtRuleParser<'_> for Frames {
    type Prelude = ();
    type AtRule = ();
    type Error = Refused;
}

impl DeclarationParser<'_> for Frames {
    type Declaration = ();
    type Error = Refused;
}

impl RuleBodyItemParser<'_, (), Refused> for Frames {
    fn parse_declarations(&self) -> bool {
        false
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// The descriptors of a rule such as `@font-face`.
fn descriptors(input: &mut Parser<'_>) -> Vec<(String, String)> {
    RuleBodyParser::new(input, &mut Descriptors)
        .filter_map(std::result::Result::ok)
        .collect()
}

struct Descriptors;

impl<'i> DeclarationParser<'i> for Descriptors {
    type Declaration = (String, String);
    type Error = Refused;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(String, String)> {
        let mut value = String::new();
        text(input, &mut value, true)?;
        Ok((name.to_ascii_lowercase(), value))
    }
}

impl AtRuleParser<'_> for Descriptors {
    type Prelude = ();
    type AtRule = (String, String);
    type Error = Refused;
}

impl QualifiedRuleParser<'_> for Descriptors {
    type Prelude = ();
    type QualifiedRule = (String, String);
    type Error = Refused;
}

impl RuleBodyItemParser<'_, (String, String), Refused> for Descriptors {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
