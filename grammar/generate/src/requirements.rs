//! The requirements of the standard: a code each, what judges it, and why some are judged by nobody.

use std::collections::BTreeMap;
use std::path::Path;

use crate::rust::{head, table, text};
use crate::{Error, tsv};

/// The codes of the standard's requirements.
pub fn generate(folder: &Path) -> Result<String, Error> {
    let path = folder.join("requirements.tsv");
    let rows = tsv::rows(&path)?;
    let mut selectors: BTreeMap<String, usize> = BTreeMap::new();
    let mut generated = head("grammar/stix/requirements.tsv", "{Code, Requirement, Severity}");
    let mut constants = String::new();
    for (at, row) in rows.iter().enumerate() {
        let judged = row.get("judged");
        if judged.starts_with("no: ") {
            continue;
        }
        let constant = row.get("name").to_uppercase().replace(['-', '.'], "_");
        constants += &format!(
            "\n/// `{}`: {}.\npub static {constant}: &Code = &REQUIREMENTS[{at}].code;\n",
            row.get("id"),
            row.get("requirement").replace(['[', ']', '<', '>'], "`")
        );
        for selector in judged.split(' ').filter(|word| word.contains(':')) {
            if selectors.insert(selector.to_owned(), at).is_some() {
                return Err(Error::new(path, format!("`{selector}` stands twice")));
            }
        }
    }
    let spelled = rows.iter().map(requirement);
    generated += &table("All requirements, in the order of the standard.", "REQUIREMENTS", "Requirement", spelled);
    let judged = selectors.iter().map(|(selector, at)| format!("({}, {at})", text(selector)));
    generated += &table(
        "What judges a requirement, sorted: a constraint or a shape, and the index of its row.",
        "SELECTORS",
        "(&str, usize)",
        judged,
    );
    Ok(generated + &constants)
}

fn requirement(row: &tsv::Row) -> String {
    let level = row.get("level");
    let severity = if level.starts_with("SHOULD") { "Warning" } else { "Error" };
    let word = if level == "prose" { "must" } else { &level.to_lowercase() };
    let title = format!("{word}: {}", row.get("requirement"));
    let explanation = format!(
        "STIX 2.1, section {}, {}. It concerns: {}.",
        row.get("section"),
        if level == "prose" { "in its prose" } else { level },
        row.get("objects")
    );
    let field = |name: &str| text(row.get(name));
    format!(
        "Requirement {{ code: Code {{ id: {}, name: {}, severity: Severity::{severity}, title: {}, explanation: {} }}, \
         section: {}, level: {}, peers: {}, judged: {} }}",
        field("id"),
        field("name"),
        text(&title),
        text(&explanation),
        field("section"),
        field("level"),
        field("validator"),
        field("judged")
    )
}
