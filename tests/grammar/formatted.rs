//! Derived files and mutants, laid out: nothing is lost, and what is in its form stays as it is.

use attrc::format::format;
use attrc::source::FileId;
use attrc::syntax::parse;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq};

use super::derive::{Deriver, choices};
use super::layout::at_random;
use super::mutants::{bases, mutate, with_gaps};
use super::recognise::tokens;
use super::{GRAMMAR, runner};

#[test]
fn derived_files_are_laid_out() {
    let deriver = Deriver::new(&GRAMMAR);
    let done = runner(2_000).run(&(choices(6), vec(any::<u16>(), 0..300)), |(choices, spaces)| {
        let text = at_random(&deriver, &deriver.file(&choices), &spaces);
        let out = format(FileId(0), &text);
        prop_assert!(!out.unproved, "{}", text);
        let out = out.text;
        prop_assert_eq!(comments(&text), comments(&out), "{}", text);
        prop_assert_eq!(tokens(&text).len(), tokens(&out).len(), "{}", text);
        prop_assert_eq!(parse(FileId(0), &text), parse(FileId(0), &out), "{}", text);
        prop_assert!(out.is_empty() || out.ends_with('\n') && !out.ends_with("\n\n") && !out.starts_with('\n'));
        prop_assert_eq!(&format(FileId(0), &out).text, &out, "{}\nbecame:\n{}", text, out);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn mutants_are_laid_out() {
    let deriver = Deriver::new(&GRAMMAR);
    let bases = bases(&deriver);
    let strategy = (any::<proptest::sample::Index>(), vec(any::<(u8, u16, u16, u16)>(), 1..6));
    let done = runner(5_000).run(&strategy, |(base, steps)| {
        let text = steps.into_iter().fold(base.get(&bases).clone(), |text, step| mutate(&text, step));
        let out = format(FileId(0), &text);
        prop_assert!(!out.unproved, "{}", text);
        prop_assert_eq!(comments(&text), comments(&out.text), "{}", text);
        prop_assert_eq!(&format(FileId(0), &out.text).text, &out.text, "{}\nbecame:\n{}", text, out.text);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

/// All comments, in order, without blanks at their ends.
fn comments(text: &str) -> Vec<&str> {
    let gaps = with_gaps(text).into_iter().step_by(2);
    gaps.flat_map(str::lines).map(str::trim).filter(|line| line.starts_with('#')).collect()
}
