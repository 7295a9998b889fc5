//! Words of a certain spelling.

use super::Misfit;
use crate::diag::nearest;

/// Whether a text is words in small letters, joined by single hyphens.
pub fn is_lowercase_hyphen(text: &str) -> bool {
    let word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.split('-').all(word)
}

/// `lockheed-martin-cyber-kill-chain`
pub(super) fn lowercase_hyphen(text: &str) -> Result<(), Misfit> {
    if is_lowercase_hyphen(text) {
        return Ok(());
    }
    let words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '_' | '.'));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let spelled = words.join("-");
    // Whoever looks for the word elsewhere has to spell it so too.
    let near = is_lowercase_hyphen(&spelled).then_some(spelled);
    Err(Misfit::whole(text, "it should be in small letters, with hyphens between words").perhaps(near))
}

/// `attributed-to` (STIX 2.1, section 5.1.2).
pub(super) fn relationship_type(text: &str) -> Result<(), Misfit> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    match text.find(|letter| !fits(letter)) {
        None if !text.is_empty() => Ok(()),
        at => {
            let spelled = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
            let near = (!spelled.is_empty() && spelled.chars().all(fits)).then_some(spelled);
            Err(Misfit::letter(text, at.unwrap_or_default(), "it has small letters, digits and hyphens only")
                .surely(near))
        }
    }
}

/// `HIGH_PRIORITY_CLASS` (STIX 2.1, section 6.13.2).
pub(super) fn priority_class(text: &str) -> Result<(), Misfit> {
    if text.ends_with("_CLASS") {
        return Ok(());
    }
    let capital = text.trim().to_ascii_uppercase().replace([' ', '-'], "_");
    let near = [&*capital, &*format!("{capital}_CLASS"), &*format!("{capital}_PRIORITY_CLASS")]
        .into_iter()
        .find(|name| PRIORITIES.contains(name))
        .map(str::to_owned);
    Err(Misfit::whole(text, "it should end in `_CLASS`, as in `HIGH_PRIORITY_CLASS`").perhaps(near))
}

/// The priority classes of Windows (processthreadsapi.h).
const PRIORITIES: [&str; 6] = [
    "ABOVE_NORMAL_PRIORITY_CLASS",
    "BELOW_NORMAL_PRIORITY_CLASS",
    "HIGH_PRIORITY_CLASS",
    "IDLE_PRIORITY_CLASS",
    "NORMAL_PRIORITY_CLASS",
    "REALTIME_PRIORITY_CLASS",
];

/// The hives of the registry by their short names (winreg.h).
const HIVES: [(&str, &str); 7] = [
    ("HKCC", "HKEY_CURRENT_CONFIG"),
    ("HKCR", "HKEY_CLASSES_ROOT"),
    ("HKCU", "HKEY_CURRENT_USER"),
    ("HKDD", "HKEY_DYN_DATA"),
    ("HKLM", "HKEY_LOCAL_MACHINE"),
    ("HKPD", "HKEY_PERFORMANCE_DATA"),
    ("HKU", "HKEY_USERS"),
];

/// Further hives, which have no short names.
const OTHER_HIVES: [&str; 3] =
    ["HKEY_CURRENT_USER_LOCAL_SETTINGS", "HKEY_PERFORMANCE_NLSTEXT", "HKEY_PERFORMANCE_TEXT"];

/// A registry key whose hive is written out (STIX 2.1, section 6.17.1). A key may also begin below any hive.
pub(super) fn full_registry_hive(text: &str) -> Result<(), Misfit> {
    let start = text.len() - text.trim_start_matches('\\').len();
    let hive = text.get(start..).unwrap_or_default().split('\\').next().unwrap_or_default();
    let range = start..start + hive.len();
    let rest = text.get(range.end..).unwrap_or_default();
    let hive = hive.trim_end_matches(':');
    if let Some((_, long)) = HIVES.iter().find(|(short, _)| short.eq_ignore_ascii_case(hive)) {
        let meant = format!("{long}{rest}");
        return Err(Misfit::at(range, format!("the hive is written out: `{long}`")).surely(Some(meant)));
    }
    let long = || HIVES.iter().map(|hive| hive.1).chain(OTHER_HIVES);
    let named = hive.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("HKEY_"));
    if named && !long().any(|known| known.eq_ignore_ascii_case(hive)) {
        let near = nearest(&hive.to_ascii_uppercase(), long()).map(|near| format!("{near}{rest}"));
        return Err(Misfit::at(range, "there is no such hive; its name is written out").perhaps(near));
    }
    Ok(())
}
