//! Formats of texts: `fixtures/formats/NAME.txt` lists texts that have the format and texts that have not, each as JSON;
//! `NAME.snap` shows what is said of the bad ones: the part at fault, why, and what to write instead.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use attrc::stix::validate::format::{self, Misfit};
use attrc::vocab::standard::FORMATS;
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats")
}

/// The good and the bad texts of a format.
fn cases(name: &str) -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let (good, bad) = text.strip_prefix("good\n").and_then(|rest| rest.split_once("bad\n")).unwrap();
    let texts = |lines: &str| lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (texts(good), texts(bad))
}

/// What must hold of every misfit: its range lies in the text, and what is said instead is good.
fn is_sound(name: &str, text: &str, misfit: &Misfit) -> bool {
    let instead = misfit.instead.as_ref().is_none_or(|instead| format::check(name, &instead.text).is_ok());
    text.get(misfit.range.clone()).is_some() && instead && !misfit.reason.ends_with('.')
}

#[test]
fn good_texts_are_silent_and_bad_ones_are_explained() {
    for format in FORMATS {
        let (good, bad) = cases(format.name);
        for text in good {
            assert_eq!(format::check(format.name, &text), Ok(()), "{} {text}", format.name);
        }
        let mut shown = String::new();
        for text in bad {
            let Err(misfit) = format::check(format.name, &text) else { panic!("{} is no {}", text, format.name) };
            assert!(is_sound(format.name, &text, &misfit), "{text}: {misfit:?}");
            let (from, to) = (misfit.range.start, misfit.range.end);
            let (head, middle, tail) = (&text[..from], &text[from..to], &text[to..]);
            writeln!(shown, "{head}«{middle}»{tail}\n    {}", misfit.reason).unwrap();
            if let Some(instead) = misfit.instead {
                let word = if instead.certain { "instead" } else { "perhaps" };
                writeln!(shown, "    {word}: {}", instead.text).unwrap();
            }
        }
        insta::with_settings!({ snapshot_path => folder(), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format.name, shown);
        });
    }
}

#[test]
fn no_fixture_is_without_its_format() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(FORMATS.iter().any(|format| format.name == name), "{name}");
    }
}

#[test]
fn long_texts_cost_little() {
    for format in FORMATS {
        for piece in ["a", "a.", "é", ":", "[.]", "\\", "%", "x-", "(", "\"", "a@", "1"] {
            let _ = format::check(format.name, &piece.repeat(100_000));
        }
    }
    assert!(format::base64(&"AAAA".repeat(1_000_000)).is_ok());
}

proptest! {
    #[test]
    fn every_misfit_is_sound(any in any::<String>(), near in "[a-zA-Z0-9:./@\\[\\]%*?\\\\ _éÅ。-]{0,40}", at in any::<prop::sample::Index>()) {
        for format in FORMATS {
            // Also texts that are nearly good: one of the fixtures with something put in.
            let (good, bad) = cases(format.name);
            let all = [good, bad].concat();
            let known = at.get(&all);
            let cut = known.char_indices().map(|(at, _)| at).nth(known.chars().count() / 2).unwrap_or_default();
            let mixed = format!("{}{near}{}", &known[..cut], &known[cut..]);
            for text in [&any, &near, &mixed] {
                if let Err(misfit) = format::check(format.name, text) {
                    prop_assert!(is_sound(format.name, text, &misfit), "{} {text}: {misfit:?}", format.name);
                }
            }
        }
    }

    #[test]
    fn base64_and_hex_are_what_their_encoders_write(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        prop_assert!(format::is_hex(&hex));
        prop_assert_eq!(format::is_hex(&hex.to_uppercase()), hex.to_uppercase() == hex);
        let encoded = base64(&bytes);
        prop_assert!(format::is_base64(&encoded), "{encoded}");
        let bare = encoded.trim_end_matches('=');
        prop_assert_eq!(format::is_base64(bare), bare == encoded);
    }
}

/// RFC 4648, section 4, written down once more.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().chain([0, 0].iter()).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place > group.len() { '=' } else { letter.into() });
        }
    }
    out
}
