//! Whether a text is a regular expression of PCRE (STIX 2.1, section 9.6.1), by what every version of PCRE refuses.
//!
//! No crate reads all of PCRE: those at hand lack recursion, branch resets, verbs or `\Q…\E`, and would refuse what is
//! good. Here only the shape is read, in one pass and without recursion: groups, classes, quantifiers, escapes.

/// Why a text is no regular expression.
pub(super) fn fault(text: &str) -> Option<&'static str> {
    let mut scan = Scan { rest: text, extended: false, groups: Vec::new(), captures: 0, reference: 0 };
    match scan.all() {
        Err(Stop::Fault(why)) => Some(why),
        Err(Stop::Unknown) | Ok(()) => None,
    }
}

/// Why reading ends before the end.
enum Stop {
    /// Every version refuses it.
    Fault(&'static str),
    /// It is something newer than this file, and not judged.
    Unknown,
}

struct Scan<'t> {
    rest: &'t str,
    /// Whether white space and comments count for nothing: `(?x)`.
    extended: bool,
    /// For each open group, whether that was so outside of it.
    groups: Vec<bool>,
    captures: u32,
    /// The highest group that `\1` to `\7` refer to; higher ones may be octal numbers.
    reference: u32,
}

/// What stands before a quantifier.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Item,
    Quantifier,
}

impl Scan<'_> {
    fn all(&mut self) -> Result<(), Stop> {
        let mut before = Before::Nothing;
        while let Some(letter) = self.next() {
            before = match letter {
                '\\' => self.escape(before)?,
                '[' => self.class()?,
                '(' => self.open(before)?,
                ')' => {
                    self.extended = self.groups.pop().ok_or(Stop::Fault("nothing is open that `)` closes"))?;
                    Before::Item
                }
                '|' => Before::Nothing,
                '*' | '+' | '?' if before == Before::Nothing => {
                    return Err(Stop::Fault("a quantifier has nothing to repeat"));
                }
                '*' | '+' | '?' if before == Before::Quantifier => {
                    return Err(Stop::Fault("a quantifier stands behind another one"));
                }
                '*' | '+' | '?' => self.quantifier(),
                '{' if self.counts()? => self.quantifier(),
                '#' if self.extended => {
                    self.behind('\n');
                    before
                }
                letter if self.extended && letter.is_whitespace() => before,
                _ => Before::Item,
            };
        }
        if !self.groups.is_empty() {
            return Err(Stop::Fault("a group is opened by `(` and never closed"));
        }
        match self.reference > self.captures {
            true => Err(Stop::Fault("it refers back to a group that it does not have")),
            false => Ok(()),
        }
    }

    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(letter)
    }

    fn takes(&mut self, text: &str) -> bool {
        let after = self.rest.strip_prefix(text);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Goes behind a character, or to the end, and returns what stands before it.
    fn behind(&mut self, end: char) -> Option<&str> {
        match self.rest.split_once(end) {
            Some((before, after)) => {
                self.rest = after;
                Some(before)
            }
            None => {
                self.rest = "";
                None
            }
        }
    }

    /// Behind a quantifier may stand what makes it lazy or possessive.
    fn quantifier(&mut self) -> Before {
        let _ = self.takes("?") || self.takes("+");
        Before::Quantifier
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else in braces is text.
    fn counts(&mut self) -> Result<bool, Stop> {
        let after = self.rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
        let inner = self.rest.get(..self.rest.len() - after.len()).unwrap_or_default();
        if inner.is_empty() || !after.starts_with('}') {
            return Ok(false);
        }
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
        if least.is_empty() || most.contains(',') {
            return Ok(false);
        }
        if number(least) > 65_535 || (!most.is_empty() && number(most) > 65_535) {
            return Err(Stop::Fault("it repeats something more than 65,535 times"));
        }
        if !most.is_empty() && number(least) > number(most) {
            return Err(Stop::Fault("a quantifier has its greater number first"));
        }
        self.behind('}');
        Ok(true)
    }

    /// What stands behind a backslash.
    fn escape(&mut self, before: Before) -> Result<Before, Stop> {
        let Some(letter) = self.next() else { return Err(Stop::Fault("it ends with a backslash")) };
        match letter {
            'Q' => {
                let quoted = self.quoted();
                return Ok(if quoted { Before::Item } else { before });
            }
            'E' => return Ok(before),
            'c' => {
                self.next().ok_or(Stop::Fault("`\\c` has no character behind it"))?;
            }
            '1'..='7' if !self.rest.starts_with(|letter: char| letter.is_ascii_digit()) => {
                self.reference = self.reference.max(letter.to_digit(10).unwrap_or(0));
            }
            'x' | 'o' | 'p' | 'P' | 'N' | 'g' | 'k' => self.argument(),
            _ => {}
        }
        Ok(Before::Item)
    }

    /// `\Q…\E`, or to the end; whether anything stands in it.
    fn quoted(&mut self) -> bool {
        let (inside, after) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
        self.rest = after;
        !inside.is_empty()
    }

    /// `{1F600}`, `<name>` or `'name'` behind an escape.
    fn argument(&mut self) {
        let close = match self.rest.chars().next() {
            Some('{') => '}',
            Some('<') => '>',
            Some('\'') => '\'',
            _ => return,
        };
        let inner = self.rest.get(1..).unwrap_or_default();
        let name =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '+' | '-' | ' ' | '^' | '&' | '=' | ':');
        let after = inner.trim_start_matches(name);
        if let Some(after) = after.strip_prefix(close) {
            self.rest = after;
        }
    }

    /// A class, behind its `[`.
    fn class(&mut self) -> Result<Before, Stop> {
        let unclosed = Stop::Fault("a class is opened by `[` and never closed");
        let _ = self.takes("^");
        // `[]a]` holds a bracket.
        let mut last = if self.takes("]") { Some(']') } else { None };
        loop {
            let Some(letter) = self.next() else { return Err(unclosed) };
            last = match letter {
                ']' => return Ok(Before::Item),
                '[' if self.rest.starts_with(':') && self.posix() => None,
                '\\' if self.takes("Q") => {
                    self.quoted();
                    None
                }
                '\\' => {
                    self.next();
                    None
                }
                '-' => {
                    let high = self.rest.chars().next().filter(|high| !matches!(high, ']' | '\\' | '['));
                    match (last, high) {
                        (Some(low), Some(high)) if low > high => {
                            return Err(Stop::Fault("a range in a class has its greater end first"));
                        }
                        (Some(_), Some(_)) => {
                            self.next();
                            None
                        }
                        _ => None,
                    }
                }
                letter => Some(letter),
            };
        }
    }

    /// `[:alpha:]`, behind its `[`.
    fn posix(&mut self) -> bool {
        let name = self.rest.get(1..).unwrap_or_default();
        let after = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '^');
        let found = after.strip_prefix(":]");
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// What stands behind `(`.
    fn open(&mut self, before: Before) -> Result<Before, Stop> {
        if self.takes("*") {
            return self.verb();
        }
        if !self.takes("?") {
            self.captures += 1;
            return self.group(self.extended);
        }
        let kind = self.next().ok_or(Stop::Fault("nothing stands behind `(?`"))?;
        match kind {
            '#' => self.behind(')').map(|_| before).ok_or(Stop::Fault("a comment is opened by `(?#` and never closed")),
            ':' | '=' | '!' | '>' | '|' | '*' => self.group(self.extended),
            '<' if self.takes("=") || self.takes("!") || self.takes("*") => self.group(self.extended),
            '<' => self.named('>'),
            '\'' => self.named('\''),
            'P' if self.takes("<") => self.named('>'),
            'P' if self.takes("=") || self.takes(">") => self.reference(),
            'P' => Err(Stop::Fault("`(?P` takes `<`, `=` or `>` behind it")),
            '(' => {
                if self.rest.starts_with(['?', '*']) {
                    // The condition is an assertion, which is read as a group of its own.
                    self.groups.push(self.extended);
                    return self.open(Before::Nothing);
                }
                self.behind(')').ok_or(Stop::Fault("a condition is opened by `(?(` and never closed"))?;
                self.group(self.extended)
            }
            'R' | '0'..='9' | '+' | '&' | 'C' => self.reference(),
            '-' if self.rest.starts_with(|letter: char| letter.is_ascii_digit()) => self.reference(),
            '[' => Err(Stop::Unknown),
            '^' | '-' | ')' => self.options(kind),
            letter if letter.is_ascii_alphabetic() => self.options(letter),
            _ => Err(Stop::Fault("`(?` has something unknown behind it")),
        }
    }

    fn group(&mut self, extended: bool) -> Result<Before, Stop> {
        self.groups.push(self.extended);
        self.extended = extended;
        Ok(Before::Nothing)
    }

    /// `(?<name>`, behind its bracket.
    fn named(&mut self, close: char) -> Result<Before, Stop> {
        let name = self.behind(close).ok_or(Stop::Fault("the name of a group has no end"))?;
        let good = !name.is_empty()
            && !name.starts_with(|letter: char| letter.is_ascii_digit())
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        if !good {
            return Err(Stop::Fault("the name of a group has other characters than letters, digits and `_`"));
        }
        self.captures += 1;
        self.group(self.extended)
    }

    /// `(?R)`, `(?1)`, `(?&name)`: up to its end.
    fn reference(&mut self) -> Result<Before, Stop> {
        self.behind(')').map(|_| Before::Item).ok_or(Stop::Fault("a group is opened by `(` and never closed"))
    }

    /// `(?i)` and `(?i:…)`, behind the first letter.
    fn options(&mut self, first: char) -> Result<Before, Stop> {
        let mut extended = self.extended && first != '^';
        let mut on = true;
        let mut letter = first;
        loop {
            match letter {
                '-' => on = false,
                'x' => extended = on,
                '^' => {}
                ')' => {
                    self.extended = extended;
                    return Ok(Before::Item);
                }
                ':' => return self.group(extended),
                letter if letter.is_ascii_alphabetic() => {}
                _ => return Err(Stop::Fault("`(?` has something unknown behind it")),
            }
            letter = self.next().ok_or(Stop::Fault("a group is opened by `(` and never closed"))?;
        }
    }

    /// `(*VERB)` and `(*atomic:…)`, behind the asterisk.
    fn verb(&mut self) -> Result<Before, Stop> {
        if !self.rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == ':') {
            return Err(Stop::Fault("a quantifier has nothing to repeat"));
        }
        let name = self.rest.trim_start_matches(|letter: char| letter.is_ascii_lowercase() || letter == '_');
        if name.len() < self.rest.len() && name.starts_with(':') {
            self.rest = name.get(1..).unwrap_or_default();
            return self.group(self.extended);
        }
        self.behind(')').map(|_| Before::Item).ok_or(Stop::Fault("a verb is opened by `(*` and never closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pcre_knows_is_good() {
        let good = [
            "",
            "^a$",
            "a{,3}{",
            "]",
            "}",
            "a{2}{",
            "[]a]",
            "[^]a]",
            "[[:alpha:]-]",
            "[a-]",
            "[\\]]",
            "[\\d-z]",
            "[\\Q]\\E]",
            "\\Q(\\E",
            "\\Q(",
            "(?#( )a",
            "(?i)a",
            "(?i:a)",
            "(?x) # (\n a",
            "(?x: # (\n)(a)",
            "(?-x)#(a)",
            "a*?",
            "a*+",
            "a{1,2}?",
            "(?<n>a)\\k<n>",
            "(?P<n>a)(?P=n)(?P>n)",
            "(?'n'a)\\k'n'",
            "(?<=a)(?<!b)(?=c)(?!d)(?>e)(?|f)",
            "(a)\\1\\g{1}\\g{-1}",
            "\\10",
            "(?R)?(?1)(a)(?+1)?(?-1)",
            "(?(1)a|b)(c)",
            "(?(?=a)b|c)",
            "(?(DEFINE)(a))",
            "(*UTF8)(*MARK:x)a",
            "(*atomic:a)",
            "\\x{1F600}\\x41\\p{L}\\pL\\N{U+41}\\o{101}",
            "\\c[",
            "\\h\\R\\X\\K\\G\\A\\Z",
            "(?C1)a",
            "(|a)",
            "()",
            "^*",
            "\\b+",
            "(?=a)*",
            "(?[a])",
        ];
        for text in good {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn what_no_pcre_reads_is_told() {
        let bad = [
            "*a",
            "a|*",
            "(+)",
            "(?:*)",
            "a**",
            "a???",
            "a{2}*",
            "(",
            "(a",
            "a)",
            ")",
            "[a",
            "[]",
            "[^]",
            "[a\\]",
            "[z-a]",
            "a{3,2}",
            "a{70000}",
            "a\\",
            "\\c",
            "\\1",
            "(a)\\2",
            "(?",
            "(?<n",
            "(?<>a)",
            "(?<1>a)",
            "(?P",
            "(?Pn)",
            "(?#a",
            "(?i",
            "(?%)",
            "(*)",
            "(*MARK",
            "(?(1)a",
            "(?(1",
            "\\Q\\E(",
            "(?x)#a)\n(",
        ];
        for text in bad {
            assert!(fault(text).is_some(), "{text}");
        }
    }

    #[test]
    fn depth_and_length_are_no_danger() {
        for text in ["(", "[", "(?(?=", "\\Q", "{1", "(?<", "[[:a", "\\x{"] {
            fault(&text.repeat(50_000));
        }
    }
}
