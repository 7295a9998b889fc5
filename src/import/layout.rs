//! Declarations as lines. The formatter lays out what stands on them, and breaks what does not fit.

/// Properties that are read together, and stand on one line where they follow each other.
const TOGETHER: &[&[&str]] = &[
    &["spec_version", "created", "modified"],
    &["first_seen", "last_seen"],
    &["first_observed", "last_observed", "number_observed"],
    &["relationship_type", "source_ref", "target_ref"],
    &["start_time", "stop_time"],
    &["valid_from", "valid_until"],
    &["pattern_type", "pattern_version"],
    &["latitude", "longitude"],
];

/// A declaration with each property on its own line, but for those that are read together.
pub(super) fn block(head: &str, properties: &[(String, String)], out: &mut String) {
    let mut before: Option<&str> = None;
    open(head, properties, out);
    for (key, value) in properties {
        let goes_on = before.is_some_and(|before| {
            TOGETHER.iter().any(|group| group.contains(&before) && group.contains(&key.as_str()))
        });
        out.push_str(if goes_on { "  " } else { "\n" });
        property(key, value, out);
        before = Some(key);
    }
    out.push_str(if properties.is_empty() { "\n" } else { "\n}\n" });
}

/// A declaration on one line; where it does not fit there, each property gets its own.
pub(super) fn line(head: &str, properties: &[(String, String)], out: &mut String) {
    open(head, properties, out);
    for (key, value) in properties {
        out.push(' ');
        property(key, value, out);
    }
    out.push_str(if properties.is_empty() { "\n" } else { " }\n" });
}

/// `{ key value key value }`
pub(super) fn dictionary(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let mut out = "{".to_owned();
    for (key, value) in entries {
        out.push(' ');
        property(&key, &value, &mut out);
    }
    out.push_str(if out.len() > 1 { " }" } else { "}" });
    out
}

fn open(head: &str, properties: &[(String, String)], out: &mut String) {
    out.push_str(head);
    out.push_str(if properties.is_empty() { "" } else { " {" });
}

fn property(key: &str, value: &str, out: &mut String) {
    out.push_str(key);
    out.push(' ');
    out.push_str(value);
}
