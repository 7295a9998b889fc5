//! `grammar/targets/*` → `src/vocab/targets/generated.rs`: what each consumer accepts, and what may stand for the rest.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

use crate::rust::{head, slice, table, text, texts};
use crate::{Error, read, tsv};

/// The consumers, each a table of this name.
const NAMES: [&str; 3] = ["opencti", "misp", "sentinel"];

/// A consumer's table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Consumer {
    title: String,
    version: String,
    types: Vec<Type>,
    #[serde(default)]
    untold: Vec<String>,
    #[serde(default)]
    retyped: Vec<Retyped>,
    #[serde(default)]
    unreadable: Vec<Unreadable>,
    #[serde(default)]
    anything: Vec<String>,
    relationships: Option<String>,
    #[serde(default)]
    pairs: Vec<Pair>,
    #[serde(default)]
    weaker: Table,
    #[serde(default)]
    turned: Table,
    #[serde(default)]
    through_actor: Ends,
    #[serde(default)]
    from_actor: Ends,
    envelope: Option<Envelope>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    stix: String,
    class: String,
    #[serde(default)]
    parent: String,
    #[serde(default)]
    when: Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Retyped {
    from: String,
    to: String,
    #[serde(default)]
    with: Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unreadable {
    stix: String,
    property: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    from: String,
    to: String,
    types: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    types: Vec<String>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    sender: String,
    objects: String,
}

/// The look-up of consumers.
pub fn generate(grammar: &Path) -> Result<String, Error> {
    let known = Known::read(grammar)?;
    let mut rows = Vec::new();
    for name in NAMES {
        let path = grammar.join("targets").join(format!("{name}.toml"));
        let wrong = |message: String| Error::new(&path, message);
        let mut consumer: Consumer = toml::from_str(&read(&path)?).map_err(|error| wrong(error.to_string()))?;
        if let Some(file) = &consumer.relationships {
            let accepted = tsv::rows(&grammar.join("targets").join(file))?;
            consumer.pairs.extend(accepted.iter().map(|row| Pair {
                from: row.get("from").to_owned(),
                to: row.get("to").to_owned(),
                types: row.get("types").split(' ').map(str::to_owned).collect(),
            }));
        }
        consumer.pairs.sort_by(|left, right| (&left.from, &left.to).cmp(&(&right.from, &right.to)));
        known.check(&consumer).map_err(wrong)?;
        rows.push(spelled(name, &consumer).map_err(|message| Error::new(&path, message))?);
    }
    let generated = head("grammar/targets/", "{Consumer, Ends, Envelope, Pair, Retyped, Type}");
    Ok(generated + &table("All consumers.", "CONSUMERS", "Consumer", rows))
}

fn spelled(name: &str, consumer: &Consumer) -> Result<String, String> {
    let types = consumer.types.iter().map(|row| {
        let when = pairs_of(&row.when)?;
        let condition = match when.as_slice() {
            [] => "None".to_owned(),
            [(key, value)] => format!("Some(({}, {}))", text(key), text(value)),
            _ => return Err(format!("`{}` has several conditions", row.stix)),
        };
        let fields = (text(&row.stix), text(&row.class), text(&row.parent));
        Ok(format!("Type {{ stix: {}, when: {condition}, class: {}, parent: {} }}", fields.0, fields.1, fields.2))
    });
    let retyped = consumer.retyped.iter().map(|row| {
        let with = pairs_of(&row.with)?;
        let with = with.iter().map(|(key, value)| format!("({}, {})", text(key), text(value)));
        Ok(format!("Retyped {{ from: {}, to: {}, with: {} }}", text(&row.from), text(&row.to), slice(with)))
    });
    let unreadable = consumer.unreadable.iter().map(|row| format!("({}, {})", text(&row.stix), text(&row.property)));
    let pairs = consumer.pairs.iter().map(|row| {
        format!("Pair {{ from: {}, to: {}, types: {} }}", text(&row.from), text(&row.to), texts(&row.types))
    });
    let weaker = consumer.weaker.iter().map(|(word, nearest)| {
        let nearest: Vec<&str> = nearest.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        format!("({}, {})", text(word), texts(&nearest))
    });
    let turned = pairs_of(&consumer.turned)?;
    let turned = turned.iter().map(|(word, other)| format!("({}, {})", text(word), text(other)));
    let ends = |ends: &Ends| {
        format!("Ends {{ types: {}, from: {}, to: {} }}", texts(&ends.types), texts(&ends.from), texts(&ends.to))
    };
    let envelope = match &consumer.envelope {
        Some(row) => {
            format!("Some(Envelope {{ sender: {}, objects: {} }})", text(&row.sender), text(&row.objects))
        }
        None => "None".to_owned(),
    };
    Ok(format!(
        "Consumer {{ name: {}, title: {}, version: {}, types: {}, untold: {}, retyped: {}, unreadable: {}, anything: {}, \
         pairs: {}, \
         weaker: {}, turned: {}, through_actor: {}, from_actor: {}, envelope: {envelope} }}",
        text(name),
        text(&consumer.title),
        text(&consumer.version),
        slice(types.collect::<Result<Vec<_>, String>>()?),
        texts(&consumer.untold),
        slice(retyped.collect::<Result<Vec<_>, String>>()?),
        slice(unreadable),
        texts(&consumer.anything),
        slice(pairs),
        slice(weaker),
        slice(turned),
        ends(&consumer.through_actor),
        ends(&consumer.from_actor),
    ))
}

fn pairs_of(table: &Table) -> Result<Vec<(String, String)>, String> {
    let pair = |(key, value): (&String, &Value)| {
        let value = value.as_str().ok_or_else(|| format!("the value of `{key}` is no text"))?;
        Ok((key.clone(), value.to_owned()))
    };
    table.iter().map(pair).collect()
}

/// The words that the other tables have.
struct Known {
    types: BTreeSet<String>,
    relationships: BTreeSet<String>,
}

impl Known {
    fn read(grammar: &Path) -> Result<Self, Error> {
        let table = |path: &str| -> Result<Table, Error> {
            let path = grammar.join(path);
            toml::from_str(&read(&path)?).map_err(|error| Error::new(&path, error))
        };
        let mut types = BTreeSet::new();
        for file in ["sdo", "sco", "sro", "meta"] {
            types.extend(table(&format!("stix/{file}.toml"))?.keys().cloned());
        }
        let mut relationships: BTreeSet<String> = tsv::rows(&grammar.join("stix/relationships.tsv"))?
            .iter()
            .map(|row| row.get("relationship").to_owned())
            .collect();
        for (_, verbs) in table("language/verbs.toml")? {
            for (word, row) in verbs.as_table().into_iter().flatten() {
                relationships.insert(row.get("rel").and_then(Value::as_str).unwrap_or(word).to_owned());
            }
        }
        Ok(Self { types, relationships })
    }

    /// A table must not speak of types and relationships that there are not.
    fn check(&self, consumer: &Consumer) -> Result<(), String> {
        let types = consumer.types.iter().map(|row| &row.stix).chain(&consumer.untold);
        let types = types.chain(consumer.unreadable.iter().map(|row| &row.stix));
        let mut types = types.chain(consumer.retyped.iter().flat_map(|row| [&row.from, &row.to]));
        if let Some(word) = types.find(|word| !self.types.contains(*word)) {
            return Err(format!("`{word}` is no type of the standard"));
        }
        let words = consumer.weaker.keys().chain(consumer.turned.keys()).chain(&consumer.through_actor.types);
        let mut words = words.chain(&consumer.from_actor.types);
        match words.find(|word| !self.relationships.contains(*word)) {
            Some(word) => Err(format!("`{word}` is no relationship type")),
            None => Ok(()),
        }
    }
}
