//! The canonical text of a pattern: single spaces, `=` and `!=`, as few parentheses and quotes as the tree allows.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use super::constant::quote;
use super::token::KEYWORDS;
use super::tree::{
    Comparison, ComparisonJoint, Constant, Literal, Observation, ObservationJoint, Operand, Path, Pattern, Qualifier,
    Step, Test,
};

impl Display for Pattern {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.root.fmt(out)
    }
}

impl Display for Observation {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single { comparison, .. } => write!(out, "[{comparison}]"),
            Self::Chain { joint, items } => chain(out, joint, items, |item| match item {
                Self::Chain { joint: inner, .. } => inner <= joint,
                _ => false,
            }),
            Self::Qualified { inner, qualifiers } => {
                match **inner {
                    Self::Single { .. } => inner.fmt(out)?,
                    Self::Chain { .. } | Self::Qualified { .. } => write!(out, "({inner})")?,
                }
                qualifiers.iter().try_for_each(|(qualifier, _)| write!(out, " {qualifier}"))
            }
        }
    }
}

impl Display for ObservationJoint {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::FollowedBy => "FOLLOWEDBY",
            Self::Or => "OR",
            Self::And => "AND",
        })
    }
}

impl Display for Qualifier {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Window { start, stop } => write!(out, "START {start} STOP {stop}"),
            Self::Within { seconds } => write!(out, "WITHIN {seconds} SECONDS"),
            Self::Repeats { times } => write!(out, "REPEATS {times} TIMES"),
        }
    }
}

impl Display for Comparison {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Test(test) => test.fmt(out),
            Self::Chain { joint, items } => chain(out, joint, items, |item| match item {
                Self::Chain { joint: inner, .. } => inner <= joint,
                _ => false,
            }),
        }
    }
}

impl Display for ComparisonJoint {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Or => "OR",
            Self::And => "AND",
        })
    }
}

impl Display for Test {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "NOT " } else { "" };
        let (path, sign) = (&self.path, self.operator.sign());
        match &self.operand {
            Operand::Nothing => write!(out, "{not}{sign} {path}"),
            Operand::One(constant) => write!(out, "{path} {not}{sign} {constant}"),
            Operand::Set(constants, _) => {
                write!(out, "{path} {not}{sign} (")?;
                for (at, constant) in constants.iter().enumerate() {
                    write!(out, "{}{constant}", if at > 0 { ", " } else { "" })?;
                }
                out.write_str(")")
            }
        }
    }
}

impl Display for Path {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.object)?;
        for (at, (step, _)) in self.steps.iter().enumerate() {
            match step {
                Step::Key(key) => {
                    let dot = if at > 0 { "." } else { "" };
                    write!(out, "{dot}{}", self::key(key))?;
                }
                Step::Index(index) => write!(out, "[{index}]")?,
                Step::Any => out.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

impl Display for Constant {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match &self.literal {
            Literal::Integer(text) | Literal::Float(text) => out.write_str(text),
            Literal::String(text) => out.write_str(&quote(text)),
            Literal::Hex(text) => write!(out, "h'{text}'"),
            Literal::Binary(text) => write!(out, "b'{text}'"),
            Literal::Time(text) => write!(out, "t'{text}'"),
            Literal::Boolean(flag) => write!(out, "{flag}"),
        }
    }
}

/// A property as it stands in a path: in quotes where it needs them.
pub fn key(name: &str) -> Cow<'_, str> {
    if is_bare(name) { Cow::Borrowed(name) } else { Cow::Owned(quote(name)) }
}

/// Items with a word between them; those that it would otherwise tear apart stand in parentheses.
fn chain<T: Display>(
    out: &mut Formatter<'_>,
    joint: &impl Display,
    items: &[T],
    is_looser: impl Fn(&T) -> bool,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            write!(out, " {joint} ")?;
        }
        if is_looser(item) { write!(out, "({item})")? } else { item.fmt(out)? }
    }
    Ok(())
}

/// Whether a property can stand in a path without quotes.
pub(super) fn is_bare(key: &str) -> bool {
    key.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !KEYWORDS.contains(&key)
}
