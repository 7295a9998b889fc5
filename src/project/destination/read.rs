//! Destinations out of the text of a manifest.

use toml::de::{DeTable, DeValue};

use super::parts::{Table, place, unfit_header};
use super::{Address, Credentials, Destination, Trust};
use crate::diag::codes::publishing::{BAD_DESTINATION, LITERAL_SECRET, UNENCRYPTED_DESTINATION};
use crate::diag::{Diagnostic, did_you_mean};
use crate::source::{FileId, Location};
use crate::vocab::standard::{MARKINGS, Marking, marking};
use crate::vocab::targets::{CONSUMERS, Consumer, consumer};

/// The keys of a destination.
const KEYS: &[&str] = &[
    "url",
    "discovery",
    "collection",
    "api_root",
    "target",
    "marking",
    "auth",
    "user",
    "password",
    "token",
    "header",
    "value",
    "ca",
    "certificate",
    "key",
    "insecure",
    "timeout",
    "patience",
    "batch",
    "ledger",
    "leave_out_markings",
    "leave_out_extension",
    "verify",
];

/// The ways to sign on, each with its keys.
pub(super) const AUTH: &[(&str, &[&str])] = &[
    ("basic", &["user", "password"]),
    ("bearer", &["token"]),
    ("token", &["token"]),
    ("header", &["header", "value"]),
];

/// How many objects go in one envelope where the manifest says nothing.
const BATCH: u32 = 500;

/// The destinations of a manifest that is TOML, in the order of the text.
pub(in crate::project) fn destinations(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Vec<Destination> {
    let Ok(manifest) = DeTable::parse(text) else { return Vec::new() };
    let Some(publish) = manifest.get_ref().get("publish") else { return Vec::new() };
    let DeValue::Table(named) = publish.get_ref() else {
        let here = place(file, publish.span());
        found.push(
            Diagnostic::new(&BAD_DESTINATION, here, "`publish` is no table of destinations")
                .help("write `[publish.NAME]`, and below it what the destination has"),
        );
        return Vec::new();
    };
    let mut rows: Vec<_> = named.iter().collect();
    rows.sort_by_key(|(name, _)| name.span().start);
    let mut all = Vec::new();
    for (name, value) in rows {
        let here = place(file, name.span());
        let title = format!("destination `{}`", name.get_ref());
        match value.get_ref() {
            DeValue::Table(rows) => {
                all.extend(destination(name.get_ref(), Table::open(here, &title, rows, KEYS, found)));
            }
            _ => found.push(
                Diagnostic::new(&BAD_DESTINATION, here, format!("`{}` is no destination", name.get_ref()))
                    .help("write `[publish.NAME]`, and below it what the destination has"),
            ),
        }
    }
    all
}

fn destination(name: &str, mut table: Table<'_, '_>) -> Option<Destination> {
    let address = address(&mut table);
    let target = target(&mut table);
    let ceiling = ceiling(&mut table);
    let access = access(&mut table);
    let trust = trust(&mut table);
    let timeout = table.seconds("timeout");
    let patience = table.seconds("patience");
    let batch = table.number("batch", 100_000).unwrap_or(BATCH) as usize;
    let ledger = table.path("ledger");
    let leave_out_markings = table.flag("leave_out_markings", false);
    let leave_out_extension = table.flag("leave_out_extension", false);
    let verify = table.flag("verify", true);
    let (address, marking, access) = (address?, ceiling?, access?);
    let (key, written) = match &address {
        Address::Collection(url) => ("url", url),
        Address::Discovered { discovery, .. } => ("discovery", discovery),
    };
    if access != Credentials::None && is_open_road(written) {
        let message = format!("the credentials of {} go over the network in the clear", table.name);
        let at = table.place_of(key);
        table.tell(Diagnostic::new(&UNENCRYPTED_DESTINATION, at, message).label("no HTTPS").help("write `https://`"));
    }
    let place: Location = table.place;
    let name = name.to_owned();
    Some(Destination {
        name,
        place,
        address,
        target,
        marking,
        access,
        trust,
        timeout,
        patience,
        batch,
        ledger,
        leave_out_markings,
        leave_out_extension,
        verify,
    })
}

fn address(table: &mut Table<'_, '_>) -> Option<Address> {
    match (table.has("url"), table.has("discovery")) {
        (true, true) => {
            table.wrong(
                "discovery",
                format!("{} has two addresses", table.name),
                "keep `url`, or `discovery` and `collection`",
            );
            None
        }
        (true, false) => {
            for key in ["collection", "api_root"] {
                if table.has(key) {
                    table.wrong(
                        key,
                        format!("`{key}` needs `discovery`"),
                        "`url` is the whole address of the collection",
                    );
                }
            }
            let url = web_address(table, "url")?;
            let path = url.trim_end_matches('/').rsplit_once("/collections/").map(|(_, id)| id);
            if path.is_none_or(|id| id.is_empty() || id.contains('/')) {
                let help =
                    "it ends in `/collections/ID/`; an address that servers call discovery goes under `discovery`";
                let message = format!("the `url` of {} is no address of a collection", table.name);
                table.wrong("url", message, help);
                return None;
            }
            Some(Address::Collection(url))
        }
        (false, true) => {
            let discovery = web_address(table, "discovery");
            if !table.has("collection") {
                let message = format!("{} names no collection", table.name);
                table.wrong("collection", message, "write `collection = \"…\"` with its id, alias or title");
            }
            let collection = table.text("collection");
            let api_root = table.text("api_root");
            Some(Address::Discovered { discovery: discovery?, collection: collection?, api_root })
        }
        (false, false) => {
            let message = format!("{} has no address", table.name);
            table.wrong("url", message, "write `url = \"https://…/collections/ID/\"`, or `discovery` and `collection`");
            None
        }
    }
}

/// An address that a request can go to: `http` or `https`, a host, and nothing that does not belong to it.
fn web_address(table: &mut Table<'_, '_>, key: &str) -> Option<String> {
    let url = table.text(key)?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if host.contains('@') {
        let at = table.place_of(key);
        let message = format!("the `{key}` of {} has credentials, and everybody reads the manifest", table.name);
        table.tell(
            Diagnostic::new(&LITERAL_SECRET, at, message)
                .label("credentials before `@`")
                .help("take them out of the address, and write `auth = \"basic\"`, `user` and `password`"),
        );
        return None;
    }
    let problem = match rest {
        None => Some("it begins neither with `https://` nor with `http://`"),
        Some(_) if host.is_empty() => Some("it has no host"),
        Some(rest) if rest.contains(['?', '#']) => Some("it has a query"),
        Some(rest) if rest.contains(|letter: char| letter.is_whitespace() || letter.is_control()) => {
            Some("there is a space in it")
        }
        Some(_) => None,
    };
    let Some(problem) = problem else { return Some(url) };
    table.wrong(key, format!("the `{key}` of {} may not be used: {problem}", table.name), "write `https://host/path/`");
    None
}

fn is_open_road(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let here = ["localhost", "127.0.0.1", "[::1]"];
    !here
        .iter()
        .any(|host| authority == *host || authority.strip_prefix(host).is_some_and(|port| port.starts_with(':')))
}

fn target(table: &mut Table<'_, '_>) -> Option<&'static Consumer> {
    let word = table.text("target")?;
    let found = consumer(&word);
    if found.is_none() && word != "stix" {
        let names = || ["stix"].into_iter().chain(CONSUMERS.iter().map(|row| row.name));
        let help = did_you_mean(&word, names()).unwrap_or_else(|| names().collect::<Vec<_>>().join(", "));
        table.wrong("target", format!("`{word}` is no target"), help);
    }
    found
}

fn ceiling(table: &mut Table<'_, '_>) -> Option<&'static Marking> {
    let words = || MARKINGS.iter().map(|row| row.word.replace('+', "-"));
    if !table.has("marking") {
        let message = format!("{} does not say what it may receive at most", table.name);
        let help =
            "write `marking = \"…\"` with the strictest of clear, green, amber, amber-strict and red that may go there";
        table.wrong("marking", message, help);
        return None;
    }
    let word = table.text("marking")?;
    let found = marking(&word);
    if found.is_none() {
        let words: Vec<String> = words().collect();
        let near = did_you_mean(&word, words.iter().map(String::as_str));
        let help = near.unwrap_or_else(|| words.join(", "));
        table.wrong("marking", format!("`{word}` is no TLP 2.0 marking"), help);
    }
    found
}

fn access(table: &mut Table<'_, '_>) -> Option<Credentials> {
    let way = table.text("auth");
    let found = way.as_ref().and_then(|way| AUTH.iter().find(|(name, _)| name == way));
    if let (Some(way), None) = (&way, found) {
        let near = did_you_mean(way, AUTH.iter().map(|(name, _)| *name));
        table.wrong(
            "auth",
            // What stands there may be the secret itself.
            "`auth` names no way to sign on",
            near.unwrap_or("basic, bearer, token or header".into()),
        );
        return None;
    }
    let needed = found.map_or(&[][..], |(_, keys)| keys);
    for key in ["user", "password", "token", "header", "value"] {
        match (&way, table.has(key)) {
            (Some(way), true) if !needed.contains(&key) => {
                let help = format!("it takes {}", needed.join(" and "));
                table.wrong(key, format!("`auth = \"{way}\"` takes no `{key}`"), help);
            }
            (None, true) if !table.has("auth") => {
                let help = "write `auth = \"basic\"`, \"bearer\", \"token\" or \"header\"";
                table.wrong(key, format!("`{key}` is there, but no `auth`"), help);
            }
            (Some(way), false) if needed.contains(&key) => {
                let help = format!("write `{key} = {{ env = \"VARIABLE\" }}`");
                let help = if key == "header" { "write `header = \"Name\"`".to_owned() } else { help };
                table.wrong("auth", format!("`auth = \"{way}\"` needs `{key}`"), help);
            }
            _ => {}
        }
    }
    let Some((way, _)) = found else { return (!table.has("auth")).then_some(Credentials::None) };
    match *way {
        "basic" => {
            let (user, password) = (table.secret("user", true), table.secret("password", false));
            Some(Credentials::Basic { user: user?, password: password? })
        }
        "bearer" => table.secret("token", false).map(Credentials::Bearer),
        "token" => table.secret("token", false).map(Credentials::Token),
        _ => {
            let (name, value) = (header(table), table.secret("value", false));
            Some(Credentials::Header { name: name?, value: value? })
        }
    }
}

/// The name of a header (RFC 9110, section 5.1).
fn header(table: &mut Table<'_, '_>) -> Option<String> {
    let name = table.text("header")?;
    if let Some(why) = unfit_header(&name) {
        table.wrong("header", why, "write it as the server calls it, such as `X-API-Key`");
        return None;
    }
    Some(name)
}

fn trust(table: &mut Table<'_, '_>) -> Trust {
    let (ca, certificate, key) = (table.path("ca"), table.path("certificate"), table.path("key"));
    for (one, other) in [("certificate", "key"), ("key", "certificate")] {
        if table.has(one) && !table.has(other) {
            table.wrong(one, format!("`{one}` needs `{other}`"), format!("write `{other} = \"path\"` too"));
        }
    }
    Trust { ca, identity: certificate.zip(key), insecure: table.flag("insecure", false) }
}
