//! Manifest and objects: filters and pages (TAXII 2.1, sections 3.4, 3.5, 5.3, 5.4).

use std::collections::HashMap;

use attrc::world::Response;
use jiff::Timestamp;
use serde_json::{Value, json, value::RawValue};

use super::asked::Asked;
use super::collection::{Collection, Entry, microseconds};
use super::model::{taxii, trouble};
use super::personality::{Paging, Personality};

/// What a server keeps for those who read page by page.
#[derive(Debug, Default)]
pub struct Sessions {
    open: HashMap<String, Session>,
    opened: u32,
}

#[derive(Debug)]
struct Session {
    filters: Vec<(String, String)>,
    left: Vec<Entry>,
}

/// The answer to a request for the manifest or for objects.
pub fn list(held: &Collection, sessions: &mut Sessions, rules: &Personality, asked: &Asked) -> Response {
    let manifest = asked.path.ends_with("/manifest/");
    let limit = match asked.parameter("limit").map(str::parse::<usize>) {
        None => None,
        Some(Ok(0) | Err(_)) => return trouble(rules, 500, "limit is no number"),
        Some(Ok(limit)) => Some(limit),
    };
    // A manifest goes on as the personality says; objects of a server that goes by time have a cursor.
    let paging = if manifest || rules.paging == Paging::Session { rules.paging } else { Paging::Cursor };
    let page = limit.unwrap_or(usize::MAX).min(rules.page.unwrap_or(usize::MAX));
    let filters: Vec<(String, String)> = asked.query.iter().filter(|(name, _)| name != "next").cloned().collect();
    let next = asked.parameter("next");
    let (mut found, from) = match (next, paging) {
        (Some(next), Paging::Session) => {
            if limit.is_none() {
                return trouble(rules, 500, "limit is missing");
            }
            match sessions.open.remove(next) {
                Some(session) if session.filters == filters => (session.left, 0),
                _ => return trouble(rules, 400, "the session is unknown or has expired"),
            }
        }
        (next, _) => {
            let from = match next.map(str::parse::<usize>) {
                None => 0,
                Some(Ok(from)) => from,
                Some(Err(_)) => return trouble(rules, 400, "next is not one of this server"),
            };
            match filtered(held, asked) {
                Ok(found) => (found, from),
                Err(why) => return trouble(rules, 400, why),
            }
        }
    };
    let mut shown: Vec<Entry> = found.drain(from.min(found.len())..).collect();
    let rest = if shown.len() > page { shown.split_off(page) } else { Vec::new() };
    let mut answer = serde_json::Map::new();
    if !rest.is_empty() {
        answer.insert("more".to_owned(), json!(true));
        let next = match paging {
            Paging::Added => None,
            Paging::Cursor => Some((from + page).to_string()),
            Paging::Session => Some(next.map_or_else(
                || {
                    sessions.opened += 1;
                    format!("session-{}", sessions.opened)
                },
                str::to_owned,
            )),
        };
        if let Some(next) = next {
            answer.insert("next".to_owned(), json!(next));
            if paging == Paging::Session {
                sessions.open.insert(next, Session { filters, left: rest });
            }
        }
    }
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return taxii(200, &json!({})) };
    let dates = [("x-taxii-date-added-first", first.added), ("x-taxii-date-added-last", last.added)];
    let mut response = if manifest {
        let entries: Vec<Value> = shown.iter().map(entry).collect();
        answer.insert("objects".to_owned(), json!(entries));
        taxii(200, &Value::Object(answer))
    } else {
        // The very bytes that were sent come back.
        let objects: Vec<&RawValue> = shown.iter().map(|entry| serde_json::from_str(&entry.raw).unwrap()).collect();
        let mut body = serde_json::to_string(&answer).unwrap();
        body.pop();
        let comma = if answer.is_empty() { "" } else { "," };
        body += &format!("{comma}\"objects\":{}}}", serde_json::to_string(&objects).unwrap());
        Response { body: body.into_bytes(), ..taxii(200, &Value::Null) }
    };
    response.headers.extend(dates.map(|(name, time)| (name.to_owned(), microseconds(time))));
    response
}

/// What the manifest says of a version.
fn entry(of: &Entry) -> Value {
    json!({
        "id": of.id, "version": of.version, "date_added": microseconds(of.added),
        "media_type": "application/stix+json;version=2.1",
    })
}

fn filtered(held: &Collection, asked: &Asked) -> Result<Vec<Entry>, &'static str> {
    let list = |name: &str| asked.parameter(name).map(|value| value.split(',').collect::<Vec<_>>());
    let (ids, kinds) = (list("match[id]"), list("match[type]"));
    let after = match asked.parameter("added_after") {
        Some(after) => Some(after.parse::<Timestamp>().map_err(|_| "added_after is no time")?),
        None => None,
    };
    let within = |entry: &&Entry| {
        ids.as_ref().is_none_or(|ids| ids.contains(&entry.id.as_str()))
            && kinds.as_ref().is_none_or(|kinds| kinds.contains(&entry.kind()))
            && after.is_none_or(|after| entry.added > after)
    };
    let versions = list("match[version]").unwrap_or_else(|| vec!["last"]);
    if versions.contains(&"all") {
        return Ok(held.entries().iter().filter(within).cloned().collect());
    }
    let mut last: HashMap<&str, &Entry> = HashMap::new();
    let mut first = last.clone();
    for entry in held.entries() {
        let later = |other: &&Entry| entry.instant() > other.instant();
        if last.get(entry.id.as_str()).is_none_or(later) {
            last.insert(&entry.id, entry);
        }
        if first.get(entry.id.as_str()).is_none_or(|other| !later(other)) {
            first.insert(&entry.id, entry);
        }
    }
    let is = |of: &HashMap<&str, &Entry>, entry: &Entry| of[entry.id.as_str()].version == entry.version;
    let wanted = |entry: &&Entry| {
        versions.iter().any(|version| match *version {
            "last" => is(&last, entry),
            "first" => is(&first, entry),
            version => entry.instant().is_some() && version.parse().ok() == entry.instant(),
        })
    };
    Ok(held.entries().iter().filter(within).filter(wanted).cloned().collect())
}
