//! Statements, claims and properties as lines.

use std::ops::Range;

use super::COLUMNS;
use super::printer::{Part, Printer};
use super::value::{laid_out, party, qualifier, width};
use crate::syntax::tree::{
    Claim, Declaration, From, Item, Label, Party, Property, Qualified, Qualifier, Response, Speech, Target, Value,
};

/// How much deeper the further lines of a statement stand.
const DEEPER: usize = 4;

impl<'s> Printer<'s> {
    /// Where a statement starts.
    pub fn item_start(&self, item: &Item<'s>) -> usize {
        let labelled = |label: &Option<Label<'s>>, speakers: &[&'s str]| {
            let first = label.map(|label| label.text).or(speakers.first().copied());
            first.map_or(self.source.len(), |first| self.offset(first))
        };
        match item {
            // The path is the leaf; its word stands before it.
            Item::Use(used) => {
                let before = self.source.get(..self.offset(used.path)).unwrap_or_default();
                before.rfind("use").unwrap_or_default()
            }
            Item::From(from) => self.offset(from.keyword),
            Item::Declaration(declaration) => self.offset(declaration.kind),
            Item::Speech(speech) => labelled(&speech.label, &speech.speakers),
            Item::Response(response) => labelled(&response.label, &response.speakers),
        }
    }

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
        let parts: Vec<_> = from.items.iter().map(|item| Part { item, start: self.item_start(item) }).collect();
        self.block(&format!("from {}", from.document), &parts, range, Self::item);
    }

    fn declaration(&mut self, declaration: &Declaration<'s>, range: Range<usize>) {
        let title = declaration.title.map(|title| format!(" {title}")).unwrap_or_default();
        let head = format!("{} {}{title}", declaration.kind, declaration.name);
        let Some((open, close)) = self.braces(range.clone()) else {
            self.comments(range);
            return self.line(&head);
        };
        if declaration.properties.is_empty() && !self.has_comments(range.clone()) {
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
        let start = |property: &Property<'s>| self.offset(property.key);
        let mut groups: Vec<Vec<&Property<'s>>> = Vec::new();
        let mut last_line = None;
        for property in properties {
            let at = self.lexemes.partition_point(|lexeme| lexeme.start < start(property));
            let line = self.line_of(at).0;
            match groups.last_mut().filter(|_| last_line == Some(line)) {
                Some(group) => group.push(property),
                None => groups.push(vec![property]),
            }
            let next = properties.iter().map(start).find(|next| *next > start(property));
            let next = next.map_or(region.end, |next| self.lexemes.partition_point(|lexeme| lexeme.start < next));
            let last = (at..next).rev().find(|at| self.lexemes.get(*at).is_some_and(|lexeme| !lexeme.comment));
            last_line = last.map(|last| self.line_of(last).1);
        }
        let parts: Vec<_> =
            groups.iter().filter_map(|group| Some(Part { item: group, start: start(group.first()?) })).collect();
        self.parts(&parts, region, |printer, group, range| {
            printer.comments(range);
            let texts: Vec<String> = group.iter().map(|property| printer.property(property, printer.indent)).collect();
            let line = texts.join("  ");
            if printer.indent + width(&line) <= COLUMNS && !line.contains('\n') {
                return printer.line(&line);
            }
            texts.iter().for_each(|text| printer.line(text));
        });
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
        for note in &value.qualifiers {
            text.push(' ');
            text.push_str(&qualifier(note, before + width(&text), depth));
        }
        text
    }

    fn speech(&mut self, speech: &Speech<'s>, range: Range<usize>) {
        let mut head = format!("{}{} {}", label(speech.label), speech.speakers.join(", "), speech.stance);
        for note in &speech.qualifiers {
            head.push(' ');
            head.push_str(&qualifier(note, self.indent + width(&head) + 1, self.indent + DEEPER));
        }
        if self.indent + width(&head) + 2 > COLUMNS {
            let lead = format!("{}{} {}", label(speech.label), speech.speakers.join(", "), speech.stance);
            head = self.broken(&lead, &speech.qualifiers);
        }
        let Some(claims) = &speech.claims else {
            self.comments(range);
            return self.line(&head);
        };
        let Some((open, close)) = self.braces(range.clone()) else { return };
        let parts: Vec<_> =
            claims.iter().filter_map(|claim| Some(Part { item: claim, start: self.claim_start(claim)? })).collect();
        if let [only] = parts.as_slice()
            && self.line_of(open).0 == self.line_of(close).1
            && !self.has_comments(range.clone())
        {
            let line = format!("{head} {{ {} }}", self.claim_line(only.item));
            if self.indent + width(&line) <= COLUMNS && !line.contains('\n') {
                return self.line(&line);
            }
        }
        self.block(&head, &parts, range, Self::claim);
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

    fn claim_start(&self, claim: &Claim<'s>) -> Option<usize> {
        let first = claim.label.map(|label| label.text).or(claim.subjects.first().map(first_slice))?;
        Some(self.offset(first))
    }

    fn claim(&mut self, claim: &Claim<'s>, range: Range<usize>) {
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
        let mut line = lead.to_owned();
        for note in notes {
            line.push_str("  ");
            line.push_str(&qualifier(note, self.indent + width(&line) + 2, self.indent + DEEPER));
        }
        line
    }

    /// A head with each of its qualifiers on a line of its own.
    fn broken(&self, lead: &str, notes: &[Qualifier<'s>]) -> String {
        let depth = self.indent + DEEPER;
        let pad = " ".repeat(depth);
        let notes = notes.iter().map(|note| format!("\n{pad}{}", qualifier(note, depth, depth)));
        std::iter::once(lead.to_owned()).chain(notes).collect()
    }

    /// A head, and parts between braces.
    fn block<T>(
        &mut self,
        head: &str,
        parts: &[Part<'_, T>],
        range: Range<usize>,
        print: impl Fn(&mut Self, &T, Range<usize>),
    ) {
        let Some((open, close)) = self.braces(range.clone()) else { return };
        if parts.is_empty() && close == open + 1 {
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
                let text = comment.text(self.source).trim_end().to_owned();
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

/// The slice that a party begins with.
fn first_slice<'s>(party: &Party<'s>) -> &'s str {
    match party {
        Party::Inline { kind, .. } => kind,
        party => party.text(),
    }
}
