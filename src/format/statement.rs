//! Statements, claims and properties as lines.

use std::ops::Range;

use super::COLUMNS;
use super::printer::Printer;
use super::value::{column_behind, laid_out, party, qualifier, qualifiers, width};
use crate::syntax::Extent;
use crate::syntax::tree::{
    Claim, Declaration, From, Item, Label, Property, Qualified, Qualifier, Response, Speech, Target, Value,
};

/// How much deeper the further lines of a statement stand.
const DEEPER: usize = 4;

impl<'s> Printer<'s> {
    /// One statement.
    pub fn item(&mut self, item: &Item<'s>, range: Range<usize>) {
        match item {
            Item::Use(used) => {
                self.comments(range);
                self.line(&format!("use {}", used.path));
            }
            Item::From(from) => self.from(from, range),
            Item::Declaration(declaration) => self.declaration(declaration, range),
            Item::Speech(speech) => self.speech(speech, range),
            Item::Response(response) => self.response(response, range),
        }
    }

    fn from(&mut self, from: &From<'s>, range: Range<usize>) {
        let Some(braces) = self.block_of(from.last(), range.clone()) else { return };
        self.block(&format!("from {}", from.document), &from.items, (range, braces), Self::item);
    }

    fn declaration(&mut self, declaration: &Declaration<'s>, range: Range<usize>) {
        let title = declaration.title.map(|title| format!(" {title}")).unwrap_or_default();
        let head = format!("{} {}{title}", declaration.kind, declaration.name);
        let Some((open, close)) = self.block_of(declaration.last(), range.clone()) else {
            self.comments(range);
            return self.line(&head);
        };
        if close == open + 1 {
            self.comments(range);
            return self.line(&format!("{head} {{}}"));
        }
        // What the author had on one line stays there, where it fits.
        let one_line = self.line_of(open).0 == self.line_of(close).1 && !self.has_comments(range.clone());
        if one_line && !declaration.properties.is_empty() {
            let properties: Vec<String> =
                declaration.properties.iter().map(|property| self.property(property, 0)).collect();
            let line = format!("{head} {{ {} }}", properties.join("  "));
            if self.indent + width(&line) <= COLUMNS && !line.contains('\n') {
                return self.line(&line);
            }
        }
        self.comments(range.start..open);
        let body = self.open(&head, open, close);
        self.properties(&declaration.properties, body);
        self.close();
    }

    /// Properties, those of one line together as the author had them.
    fn properties(&mut self, properties: &[Property<'s>], region: Range<usize>) {
        self.parts(&self.groups(properties), region, Self::group);
    }

    /// Properties, those of one line together.
    pub fn groups<'p>(&self, properties: &'p [Property<'s>]) -> Vec<&'p [Property<'s>]> {
        let line = |leaf: Option<&str>| {
            let behind = self.behind_leaf(leaf);
            self.line_of(behind.saturating_sub(1))
        };
        properties.chunk_by(|one, next| line(one.last()).1 == line(next.first()).0).collect()
    }

    /// Properties of one line.
    pub fn group(&mut self, group: &&[Property<'s>], range: Range<usize>) {
        self.comments(range);
        let texts: Vec<String> = group.iter().map(|property| self.property(property, self.indent)).collect();
        let line = texts.join("  ");
        if self.indent + width(&line) <= COLUMNS && !line.contains('\n') {
            return self.line(&line);
        }
        texts.iter().for_each(|text| self.line(text));
    }

    /// A property; its further lines stand deeper than so many columns.
    fn property(&self, property: &Property<'s>, depth: usize) -> String {
        let start = depth + width(property.key) + 1;
        let one_line: Vec<String> = property.values.iter().map(|value| self.qualified(value, start, depth)).collect();
        let flat = format!("{} {}", property.key, one_line.join(", "));
        let fits = depth + width(&flat) <= COLUMNS || property.values.len() < 2;
        if fits || flat.contains('\n') {
            return flat;
        }
        let further: Vec<String> =
            property.values.iter().map(|value| self.qualified(value, depth + DEEPER, depth + DEEPER)).collect();
        format!("{} {}", property.key, further.join(&format!(",\n{}", " ".repeat(depth + DEEPER))))
    }

    /// A value with its qualifiers.
    fn qualified(&self, value: &Qualified<'s, Value<'s>>, before: usize, depth: usize) -> String {
        let mut text = laid_out(&value.value, before, depth);
        text.push_str(&qualifiers(&value.qualifiers, " ", column_behind(before, &text), depth));
        text
    }

    fn speech(&mut self, speech: &Speech<'s>, range: Range<usize>) {
        let mut head = format!("{}{} {}", label(speech.label), speech.speakers.join(", "), speech.stance);
        let depth = self.indent + DEEPER;
        head.push_str(&qualifiers(&speech.qualifiers, " ", self.indent + width(&head), depth));
        if self.indent + width(&head) + 2 > COLUMNS {
            let lead = format!("{}{} {}", label(speech.label), speech.speakers.join(", "), speech.stance);
            head = self.broken(&lead, &speech.qualifiers);
        }
        let Some(claims) = &speech.claims else {
            self.comments(range);
            return self.line(&head);
        };
        let Some((open, close)) = self.block_of(speech.last(), range.clone()) else { return };
        if let [only] = claims.as_slice()
            && self.line_of(open).0 == self.line_of(close).1
            && !self.has_comments(range.clone())
        {
            let line = format!("{head} {{ {} }}", self.claim_line(only));
            if self.indent + width(&line) <= COLUMNS && !line.contains('\n') {
                return self.line(&line);
            }
        }
        self.block(&head, claims, (range, (open, close)), Self::claim);
    }

    fn response(&mut self, response: &Response<'s>, range: Range<usize>) {
        self.comments(range);
        let target = |target: &Target<'s>| match target {
            Target::Label(label) => self::label(Some(*label)).trim_end().to_owned(),
            Target::Name(name) => (*name).to_owned(),
        };
        let targets: Vec<String> = response.targets.iter().map(target).collect();
        let lead = format!(
            "{}{} {} {}",
            label(response.label),
            response.speakers.join(", "),
            response.word,
            targets.join(", ")
        );
        let line = self.noted(&lead, &response.qualifiers);
        match self.indent + width(&line) <= COLUMNS {
            true => self.line(&line),
            false => {
                let broken = self.broken(&lead, &response.qualifiers);
                self.line(&broken);
            }
        }
    }

    /// A claim.
    pub fn claim(&mut self, claim: &Claim<'s>, range: Range<usize>) {
        self.comments(range);
        let line = self.claim_line(claim);
        if self.indent + width(&line) <= COLUMNS && !line.contains('\n') {
            return self.line(&line);
        }
        let broken = self.broken_claim(claim);
        self.line(&broken);
    }

    fn claim_head(&self, claim: &Claim<'s>) -> String {
        let subjects: Vec<String> = claim.subjects.iter().map(party).collect();
        let not = if claim.negated.is_some() { "not " } else { "" };
        format!("{}{} {not}{}", label(claim.label), subjects.join(", "), claim.verb)
    }

    fn claim_line(&self, claim: &Claim<'s>) -> String {
        let objects: Vec<String> =
            claim.objects.iter().map(|object| self.noted(&party(&object.value), &object.qualifiers)).collect();
        format!("{} {}", self.claim_head(claim), objects.join(", "))
    }

    /// Each qualifier on a line of its own; where that is not enough, each object too.
    fn broken_claim(&self, claim: &Claim<'s>) -> String {
        let pad = " ".repeat(self.indent + DEEPER);
        let head = self.claim_head(claim);
        let lines = |joint: &str| {
            let mut text = head.clone();
            for (at, object) in claim.objects.iter().enumerate() {
                text.push_str(if at == 0 { " " } else { joint });
                text.push_str(&party(&object.value));
                for note in &object.qualifiers {
                    text.push_str(&format!("\n{pad}{}", qualifier(note, self.indent + DEEPER, self.indent + DEEPER)));
                }
            }
            text
        };
        let together = lines(", ");
        let too_long = together.lines().next().is_some_and(|first| self.indent + width(first) > COLUMNS);
        if too_long && claim.objects.len() > 1 { lines(&format!(",\n{pad}")) } else { together }
    }

    /// A head with its qualifiers behind it.
    fn noted(&self, lead: &str, notes: &[Qualifier<'s>]) -> String {
        let notes = qualifiers(notes, "  ", self.indent + width(lead), self.indent + DEEPER);
        format!("{lead}{notes}")
    }

    /// A head with each of its qualifiers on a line of its own.
    fn broken(&self, lead: &str, notes: &[Qualifier<'s>]) -> String {
        let depth = self.indent + DEEPER;
        let pad = " ".repeat(depth);
        let notes = notes.iter().map(|note| format!("\n{pad}{}", qualifier(note, depth, depth)));
        std::iter::once(lead.to_owned()).chain(notes).collect()
    }

    /// A head, and parts between braces.
    fn block<T: Extent<'s>>(
        &mut self,
        head: &str,
        parts: &[T],
        (range, (open, close)): (Range<usize>, (usize, usize)),
        print: impl Fn(&mut Self, &T, Range<usize>),
    ) {
        if close == open + 1 {
            self.comments(range);
            return self.line(&format!("{head} {{}}"));
        }
        self.comments(range.start..open);
        let body = self.open(head, open, close);
        self.parts(parts, body, print);
        self.close();
    }

    /// The line that opens a block, with a comment that stands behind its brace; what stands between the braces.
    fn open(&mut self, head: &str, open: usize, close: usize) -> Range<usize> {
        self.line(&format!("{head} {{"));
        self.indent += 2;
        let line = self.line_of(open).1;
        match self.lexemes.get(open + 1).filter(|lexeme| lexeme.comment && lexeme.line == line) {
            Some(comment) => {
                self.out.pop();
                let text = comment.text(self.source).to_owned();
                self.out.push_str(&format!("  {text}\n"));
                open + 2..close
            }
            None => open + 1..close,
        }
    }

    fn close(&mut self) {
        self.indent = self.indent.saturating_sub(2);
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
        self.line("}");
    }
}

/// `[name] `
fn label(label: Option<Label<'_>>) -> String {
    match label {
        Some(Label { document: Some(document), name, .. }) => format!("[{document}/{name}] "),
        Some(Label { name, .. }) => format!("[{name}] "),
        None => String::new(),
    }
}
