//! All slices of a tree.

use attrc::syntax::tree::{Item, Label, Party, Qualified, Qualifier, Target, Tree, Value};

/// All slices of a tree, in no particular order.
pub fn leaves<'s>(tree: &Tree<'s>) -> Vec<&'s str> {
    let mut found = Vec::new();
    tree.items.iter().for_each(|item| of_item(item, &mut found));
    found
}

fn of_item<'s>(item: &Item<'s>, found: &mut Vec<&'s str>) {
    match item {
        Item::Use(file) => found.push(file.path),
        Item::From(from) => {
            found.extend([from.keyword, from.document]);
            from.items.iter().for_each(|item| of_item(item, found));
        }
        Item::Declaration(declaration) => {
            found.extend([declaration.kind, declaration.name]);
            found.extend(declaration.title);
            for property in &declaration.properties {
                found.push(property.key);
                property.values.iter().for_each(|value| qualified(value, of_value, found));
            }
        }
        Item::Speech(speech) => {
            found.extend(&speech.speakers);
            found.push(speech.stance);
            of_label(speech.label.as_ref(), found);
            qualifiers(&speech.qualifiers, found);
            for claim in speech.claims.iter().flatten() {
                of_label(claim.label.as_ref(), found);
                claim.subjects.iter().for_each(|party| of_party(party, found));
                found.extend(claim.negated);
                found.push(claim.verb);
                claim.objects.iter().for_each(|object| qualified(object, of_party, found));
            }
        }
        Item::Response(response) => {
            of_label(response.label.as_ref(), found);
            found.extend(&response.speakers);
            found.push(response.word);
            for target in &response.targets {
                match target {
                    Target::Label(label) => of_label(Some(label), found),
                    Target::Name(name) => found.push(name),
                }
            }
            qualifiers(&response.qualifiers, found);
        }
    }
}

fn of_label<'s>(label: Option<&Label<'s>>, found: &mut Vec<&'s str>) {
    let Some(label) = label else { return };
    found.extend([label.text, label.name]);
    found.extend(label.document);
}

fn of_party<'s>(party: &Party<'s>, found: &mut Vec<&'s str>) {
    found.push(party.text());
    if let Party::Inline { kind, .. } = party {
        found.push(kind);
    }
}

fn qualified<'s, T>(value: &Qualified<'s, T>, of: impl Fn(&T, &mut Vec<&'s str>), found: &mut Vec<&'s str>) {
    of(&value.value, found);
    qualifiers(&value.qualifiers, found);
}

fn qualifiers<'s>(qualifiers: &[Qualifier<'s>], found: &mut Vec<&'s str>) {
    for qualifier in qualifiers {
        found.push(qualifier.word);
        qualifier.argument.iter().for_each(|argument| of_value(argument, found));
    }
}

fn of_value<'s>(value: &Value<'s>, found: &mut Vec<&'s str>) {
    found.push(value.text());
    match value {
        Value::Amount(amount) => {
            found.extend(&amount.modifiers);
            found.extend([amount.first, amount.last, amount.code, amount.unit, amount.per].into_iter().flatten());
        }
        Value::Path { document, .. } => found.push(document),
        Value::List { values, .. } => values.iter().for_each(|value| of_value(value, found)),
        Value::Dictionary { entries, .. } => entries.iter().for_each(|(key, value)| {
            found.push(key);
            of_value(value, found);
        }),
        _ => {}
    }
}
