//! The tables of `grammar/stix/` as they are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::shape::Shape;
use crate::{Error, read, tsv};

/// File name, and variant of the compiler's `Category`.
const CATEGORIES: [(&str, &str); 5] =
    [("sdo", "Sdo"), ("sco", "Sco"), ("sro", "Sro"), ("meta", "Meta"), ("container", "Container")];

/// All tables.
#[derive(Debug)]
pub struct Tables {
    /// The properties that objects share, each as it is before an object type takes it over.
    pub common: Vec<Property>,
    /// Names that no property may have.
    pub reserved_names: Vec<String>,
    /// Object types of all categories by name.
    pub objects: BTreeMap<String, ObjectType>,
    /// What types of one's own have, by category.
    pub custom: BTreeMap<String, ObjectType>,
    /// Predefined extensions by name.
    pub extensions: BTreeMap<String, Part>,
    /// Structures inside objects by name.
    pub structures: BTreeMap<String, Part>,
    /// Vocabularies by name.
    pub vocabularies: BTreeMap<String, Vocabulary>,
    /// Source, relationship and target.
    pub relationships: BTreeSet<[String; 3]>,
    /// Rules and formats.
    pub rules: Rules,
    /// TLP.
    pub markings: Markings,
    /// Scales of confidence by name.
    pub scales: BTreeMap<String, Scale>,
}

/// An object type with its common properties and constraints filled in.
#[derive(Debug)]
pub struct ObjectType {
    /// Variant of the compiler's `Category`.
    pub category: &'static str,
    /// Common properties before its own.
    pub leading: Vec<Property>,
    /// Common properties after its own.
    pub trailing: Vec<Property>,
    /// What its table says.
    pub part: Part,
}

/// What a table says of an object type, an extension or a structure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Section of the standard.
    pub section: String,
    /// What it is.
    pub summary: String,
    /// For an extension: who may carry it.
    #[serde(default)]
    pub host: String,
    /// Common properties that it must have, where that differs from its category.
    common_required: Option<Vec<String>>,
    /// Common properties that it may have, where that differs from its category.
    common_optional: Option<Vec<String>>,
    /// Properties that its id is computed from.
    #[serde(default)]
    pub id_contributing: Vec<String>,
    /// Whether these may all be absent.
    #[serde(default)]
    pub id_all_optional: bool,
    /// Which hash goes into its id.
    #[serde(default)]
    pub id_hash_preference: Vec<String>,
    /// Its own properties.
    pub properties: Vec<Property>,
    /// Its constraints.
    #[serde(default)]
    pub constraints: Vec<Constraint>,
}

/// A line of `properties`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// Its only value.
    #[serde(default)]
    pub fixed: String,
    /// What its absence means.
    pub default: Option<toml::Value>,
    /// Whether the standard calls it deprecated.
    #[serde(default)]
    pub deprecated: bool,
    /// Whether it is a time with three digits of fraction at least.
    #[serde(default)]
    pub milliseconds: bool,
    /// How binding the bounds of its shape are.
    #[serde(default)]
    pub bounds: Level,
    /// Words, where no vocabulary has them.
    #[serde(default)]
    pub suggested: Vec<String>,
    /// What a reader of the table should know.
    pub note: Option<String>,
}

/// A line of `constraints`.
#[derive(Debug, Clone, Deserialize)]
pub struct Constraint {
    /// Its rule.
    pub rule: String,
    /// How binding it is.
    #[serde(default)]
    pub level: Level,
    /// The arguments of the rule.
    #[serde(flatten)]
    pub arguments: BTreeMap<String, toml::Value>,
}

/// How binding something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// MUST
    #[default]
    Must,
    /// SHOULD
    Should,
    /// neither word
    Prose,
}

/// A vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Section of the standard.
    pub section: String,
    /// Whether other words are allowed.
    pub open: bool,
    /// Its words.
    pub values: Vec<String>,
    /// Whether they rise.
    #[serde(default)]
    pub ordered: bool,
    /// What the standard counts them as.
    #[serde(default)]
    pub numbers: Vec<u8>,
    /// Words of Errata 01.
    #[serde(default)]
    pub added: Vec<String>,
}

/// What constraints may name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Rules by name.
    pub rules: BTreeMap<String, Rule>,
    /// Formats by name, each with what it asks for.
    pub formats: BTreeMap<String, String>,
}

/// A rule of constraints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its arguments in order.
    pub arguments: Vec<String>,
    /// What it asks for.
    pub summary: String,
}

/// The fixed objects of TLP.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Markings {
    /// The extension of version 2.
    pub extension: String,
    /// Version 1.
    pub tlp1: Vec<Marking>,
    /// Version 2.
    pub tlp2: Vec<Marking>,
}

/// A fixed object of TLP.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// Its word.
    pub word: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// When it was made.
    pub created: String,
}

/// A scale of confidence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its rows.
    pub rows: Vec<ScaleRow>,
}

/// A row of a scale.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleRow {
    /// Its label.
    pub label: String,
    /// The number to write.
    pub value: Option<u8>,
    /// The numbers that read as the label.
    pub range: Option<(u8, u8)>,
}

/// What all objects share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    leading: Vec<Property>,
    trailing: Vec<Property>,
    reserved_names: Vec<String>,
    versioned_constraints: Vec<Constraint>,
    categories: BTreeMap<String, Profile>,
}

/// Which common properties an object must and may have.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    required: Vec<String>,
    optional: Vec<String>,
}

impl Tables {
    /// Reads the tables of a folder.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut relationships = BTreeSet::new();
        for row in tsv::rows(&folder.join("relationships.tsv"))? {
            relationships.insert(["source", "relationship", "target"].map(|column| row.get(column).to_owned()));
        }
        let common: Common = toml(folder, "common")?;
        Ok(Self {
            objects: read_objects(folder, &common)?,
            reserved_names: common.reserved_names.clone(),
            custom: read_custom(folder, &common)?,
            common: common.leading.into_iter().chain(common.trailing).collect(),
            extensions: toml(folder, "extensions")?,
            structures: toml(folder, "structures")?,
            vocabularies: toml(folder, "vocabularies")?,
            relationships,
            rules: toml(folder, "rules")?,
            markings: toml(folder, "markings")?,
            scales: toml(folder, "scales")?,
        })
    }

    /// Every object type, extension and structure, with all properties that it has.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &Part, Vec<&Property>)> {
        let objects = self.objects.iter().map(|(name, row)| (name.as_str(), &row.part, row.properties().collect()));
        let inner = self.extensions.iter().chain(&self.structures);
        objects.chain(inner.map(|(name, part)| (name.as_str(), part, part.properties.iter().collect())))
    }
}

impl ObjectType {
    /// Its properties in emission order.
    pub fn properties(&self) -> impl Iterator<Item = &Property> {
        self.leading.iter().chain(&self.part.properties).chain(&self.trailing)
    }

    /// Whether it has versions.
    pub fn versioned(&self) -> bool {
        self.leading.iter().any(|property| property.name == "modified")
    }

    fn new(category: (&str, &'static str), name: &str, mut part: Part, common: &Common) -> Result<Self, String> {
        let mut profile = common.categories.get(category.0).cloned().unwrap_or_default();
        profile.required = part.common_required.take().unwrap_or(profile.required);
        profile.optional = part.common_optional.take().unwrap_or(profile.optional);
        let all = common.leading.iter().chain(&common.trailing);
        let known: BTreeSet<&str> = all.map(|property| property.name.as_str()).collect();
        match profile.required.iter().chain(&profile.optional).find(|word| !known.contains(word.as_str())) {
            Some(word) => return Err(format!("{name}: `{word}` is no common property")),
            None if profile.required.is_empty() => return Err(format!("{name}: which common properties has it?")),
            None => {}
        }

        let leading = profile.pick(&common.leading, name);
        let trailing = profile.pick(&common.trailing, name);
        let mut row = Self { category: category.1, leading, trailing, part };
        if row.versioned() {
            row.part.constraints.splice(..0, common.versioned_constraints.iter().cloned());
        }
        Ok(row)
    }
}

impl Profile {
    /// Those of the common properties that an object of this name has.
    fn pick(&self, properties: &[Property], name: &str) -> Vec<Property> {
        let mut picked = Vec::new();
        for property in properties {
            let required = self.required.contains(&property.name);
            if required || self.optional.contains(&property.name) {
                let fixed = if property.name == "type" { name } else { &property.fixed };
                picked.push(Property { required, fixed: fixed.to_owned(), ..property.clone() });
            }
        }
        picked
    }
}

fn read_objects(folder: &Path, common: &Common) -> Result<BTreeMap<String, ObjectType>, Error> {
    let mut objects = BTreeMap::new();
    for category in CATEGORIES {
        let file: BTreeMap<String, Part> = toml(folder, category.0)?;
        for (name, part) in file {
            let row = ObjectType::new(category, &name, part, common).map_err(|error| Error::new(folder, error))?;
            objects.insert(name, row);
        }
    }
    Ok(objects)
}

fn read_custom(folder: &Path, common: &Common) -> Result<BTreeMap<String, ObjectType>, Error> {
    let rows = toml::<BTreeMap<String, Part>>(folder, "custom")?.into_iter();
    rows.map(|(name, part)| {
        let category = CATEGORIES.into_iter().find(|category| category.0 == name);
        let category = category.ok_or_else(|| Error::new(folder, format!("custom: `{name}` is no category")))?;
        let row = ObjectType::new(category, &name, part, common).map_err(|error| Error::new(folder, error))?;
        Ok((name, row))
    })
    .collect()
}

fn toml<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, Error> {
    let path = folder.join(format!("{name}.toml"));
    toml::from_str(&read(&path)?).map_err(|error| Error::new(path, error))
}
