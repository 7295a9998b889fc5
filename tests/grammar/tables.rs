//! What the grammar takes for granted of the tables.

use std::collections::BTreeMap;

use attrc::source::FileId;
use attrc::syntax::literal::quote;
use attrc::syntax::parse;
use attrc::syntax::tree::{Item, Value};
use attrc::vocab::language::{
    AMOUNT_WORDS, COMMON_KEYS, Class, GAPS, KINDS, OBSERVABLES, QUALIFIERS, RESERVED, RESPONSES, SCALES, STANCES,
    VERBS, ValueType, reserved,
};
use attrc::vocab::standard::{EXTENSIONS, OBJECT_TYPES, STRUCTURES, VOCABULARIES};

use super::GRAMMAR;
use super::recognise::Recogniser;

#[test]
fn every_reserved_word_is_in_one_class() {
    let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut add = |class: &'static str, words: &mut dyn Iterator<Item = &'static str>| {
        words.for_each(|word| classes.entry(word).or_default().push(class));
    };
    add("stance", &mut STANCES.iter().map(|row| row.word));
    add("response", &mut RESPONSES.iter().map(|row| row.word));
    add("qualifier", &mut QUALIFIERS.iter().map(|row| row.word));
    add("amount", &mut AMOUNT_WORDS.iter().map(|row| row.word));
    add("gap", &mut GAPS.iter().map(|row| row.word));
    add("observable", &mut OBSERVABLES.iter().map(|row| row.word));
    add("verb", &mut VERBS.iter().map(|row| row.word).filter(|word| !word.contains('-')));
    add("keyword", &mut ["use", "from", "not", "withheld", "null", "per"].into_iter());
    let mut hedges: Vec<&str> = SCALES.iter().flat_map(|scale| scale.rows).map(|row| row.word).collect();
    hedges.push("unhedged");
    hedges.sort_unstable();
    hedges.dedup();
    add("hedge", &mut hedges.into_iter());
    for (word, classes) in &classes {
        assert_eq!(classes.len(), 1, "`{word}` is {classes:?}");
        assert!(reserved(word).is_some(), "`{word}` is not reserved");
    }
    assert_eq!(classes.len(), RESERVED.len(), "what is reserved is in a table");
    assert!(RESERVED.is_sorted_by(|one, other| one.0 < other.0), "look-ups need their order, and each word once");
    let recogniser = Recogniser::new(&GRAMMAR);
    for (word, _) in RESERVED {
        assert!(recogniser.is_token("RESERVED", word), "`{word}` is in no class of the grammar");
    }
}

#[test]
fn words_of_the_tables_are_words() {
    let recogniser = Recogniser::new(&GRAMMAR);
    let is = |rule, word: &str| recogniser.is_token(rule, word);
    for kind in KINDS {
        let free = matches!(reserved(kind.word), None | Some(Class::Observable));
        assert!(free && (is("WORD", kind.word) || is("NAME", kind.word)), "the kind `{}`", kind.word);
    }
    for verb in VERBS {
        let free = matches!(reserved(verb.word), None | Some(Class::Verb));
        assert!(free && is("WORD", verb.word), "the verb `{}`", verb.word);
    }
    for word in RESERVED.iter().map(|row| row.0) {
        assert!(is("WORD", word), "the reserved word `{word}`");
    }
    let standard = OBJECT_TYPES.iter().chain(EXTENSIONS).chain(STRUCTURES).flat_map(|object| object.properties);
    let standard = standard.map(|property| property.name);
    let keys = KINDS.iter().flat_map(|kind| kind.keys).chain(COMMON_KEYS).map(|key| key.word);
    let mut wrong: Vec<&str> = keys
        .chain(standard)
        .filter(|key| !parse(FileId(0), &format!("tool t {{ {key} \"x\" }}")).1.is_empty())
        .collect();
    wrong.sort_unstable();
    wrong.dedup();
    assert!(wrong.is_empty(), "these are no keys: {wrong:?}");
}

#[test]
fn no_qualifier_of_properties_is_a_property() {
    for object in OBJECT_TYPES.iter().chain(EXTENSIONS).chain(STRUCTURES) {
        for property in object.properties {
            let qualifier = QUALIFIERS.iter().find(|row| row.word == property.name);
            let kept = qualifier.is_none_or(|row| row.word == "confidence" && !row.places.property);
            assert!(kept, "`{}` of {} is a qualifier", property.name, object.name);
        }
    }
}

#[test]
fn every_word_of_a_vocabulary_can_be_written() {
    let recogniser = Recogniser::new(&GRAMMAR);
    let vocabularies = VOCABULARIES.iter().flat_map(|vocabulary| vocabulary.values).copied();
    let closed = KINDS.iter().flat_map(|kind| kind.keys).chain(COMMON_KEYS).filter_map(|key| match key.value {
        ValueType::OneOf(words) => Some(words),
        _ => None,
    });
    for word in vocabularies.chain(closed.flatten().copied()) {
        let bare = ["WORD", "NAME", "CODE", "NUMBER"].iter().any(|rule| recogniser.is_token(rule, word));
        let written = if bare { word.to_owned() } else { quote(word) };
        let text = format!("tool t {{ x {written}, {written} y [{written}] }}");
        let (tree, diagnostics) = parse(FileId(0), &text);
        assert!(diagnostics.is_empty(), "{text}: {diagnostics:#?}");
        let [Item::Declaration(declaration)] = tree.items.as_slice() else { panic!("{text}") };
        assert_eq!(declaration.properties.len(), 2, "{text}");
        let value = &declaration.properties[0].values[0].value;
        let kept =
            matches!(value, Value::Word(_) | Value::Code(_) | Value::Gap(_) | Value::String(_) | Value::Amount(_));
        assert!(kept && value.text() == written, "{text}: {value:?}");
    }
}
