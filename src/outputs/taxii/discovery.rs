//! Where a collection is: by its own address, or from the discovery resource on (TAXII 2.1, sections 4.1, 4.2 and 5.1).

use super::client::{Client, Repeat};
use super::collection::About;
use super::trouble::{Fault, Trouble};
use super::url::Url;
use crate::diag::did_you_mean;
use crate::json::{self, Node};
use crate::project::Address;
use crate::source::FileId;

/// A collection that was found.
pub(super) struct Found {
    pub(super) url: Url,
    pub(super) root: Option<Url>,
    pub(super) about: About,
}

/// What an API root says about itself.
#[derive(Default)]
struct Root {
    title: Option<String>,
    max_content_length: Option<u64>,
}

/// Finds a collection by its address.
pub(super) fn find(client: &Client<'_>, address: &Address) -> Result<Found, Trouble> {
    match address {
        Address::Collection(url) => by_itself(client, &parsed(url)?),
        Address::Discovered { discovery, collection, api_root } => {
            let roots = roots(client, &parsed(discovery)?, api_root.as_deref())?;
            among(client, &roots, collection)
        }
    }
}

/// A collection whose address is known. What it says about itself is welcome, and not needed.
fn by_itself(client: &Client<'_>, url: &Url) -> Result<Found, Trouble> {
    let url = url.slashed();
    let about = match resource(client, &url, About::read) {
        Err(trouble) if !is_dispensable(&trouble) => return Err(trouble),
        about => about.unwrap_or_default(),
    };
    let root = url.as_str().rfind("/collections/").and_then(|at| Url::parse(url.as_str().get(..=at)?).ok());
    let limit = match &root {
        Some(root) => resource(client, root, Root::read).unwrap_or_default().max_content_length,
        None => None,
    };
    Ok(Found { url, root, about: About { max_content_length: limit, ..about } })
}

/// Whether the work can go on without what was asked for: servers fail at resources that only describe.
fn is_dispensable(trouble: &Trouble) -> bool {
    matches!(trouble.fault, Fault::Failed(_) | Fault::Garbled(_))
}

/// The API roots in question: the one that is asked for, by its address, path or title, else all that the server names.
fn roots(client: &Client<'_>, discovery: &Url, wanted: Option<&str>) -> Result<Vec<Url>, Trouble> {
    if let Some(url) = wanted.filter(|wanted| wanted.contains("://")) {
        return Ok(vec![parsed(url)?.slashed()]);
    }
    let discovery = discovery.slashed();
    let named = resource(client, &discovery, |root| match root.get("api_roots") {
        Some(roots) => roots.items().filter_map(|item| item.string().map(|text| text.into_owned())).collect(),
        // Who gives the address of an API root itself means that.
        None if root.get("versions").is_some() => vec![discovery.as_str().to_owned()],
        None => Vec::new(),
    })?;
    let roots: Vec<Url> = named.iter().filter_map(|text| discovery.resolve(text)).map(|url| url.slashed()).collect();
    let Some(wanted) = wanted else {
        return match roots.is_empty() {
            true => Err(missing(&discovery, "API root that we may see").advise("check the credentials")),
            false => Ok(roots),
        };
    };
    let path = |text: &str| text.trim_matches('/').to_owned();
    if let Some(root) = roots.iter().find(|root| path(root.path()) == path(wanted)) {
        return Ok(vec![root.clone()]);
    }
    let mut titles = Vec::new();
    for root in &roots {
        let title = at_home(client, root).and_then(|()| resource(client, root, Root::read)).unwrap_or_default().title;
        if title.as_deref() == Some(wanted) {
            return Ok(vec![root.clone()]);
        }
        titles.extend(title);
    }
    let paths: Vec<&str> = roots.iter().map(Url::path).collect();
    let names: Vec<&str> = paths.iter().copied().chain(titles.iter().map(String::as_str)).collect();
    Err(missing(&discovery, &format!("API root `{wanted}`")).advise(nearest(client, wanted, &names, &paths)))
}

/// The collection of an id, an alias or a title in the API roots.
fn among(client: &Client<'_>, roots: &[Url], wanted: &str) -> Result<Found, Trouble> {
    let mut found = Vec::new();
    let mut others: Vec<Listed> = Vec::new();
    let mut failed = None;
    for root in roots {
        let listed = at_home(client, root).and_then(|()| {
            resource(client, &root.below(&["collections"]), |list| {
                list.get("collections").into_iter().flat_map(Node::items).map(Listed::read).collect::<Vec<_>>()
            })
        });
        match listed {
            Ok(listed) => {
                // An id or an alias is meant before a title.
                let by_id = listed.iter().find(|one| one.is_called(wanted));
                let one = by_id.or_else(|| listed.iter().find(|one| one.about.title.as_deref() == Some(wanted)));
                found.extend(one.and_then(|one| Some((root, one.about.id.clone()?, one.about.clone()))));
                others.extend(listed);
            }
            Err(trouble) if roots.len() == 1 && is_dispensable(&trouble) => {
                return by_itself(client, &root.below(&["collections", wanted]));
            }
            Err(trouble) => failed = failed.or(Some(trouble)),
        }
    }
    let mut found = found.into_iter();
    match (found.next(), found.next(), failed) {
        (Some((root, id, about)), None, _) => {
            let max_content_length = resource(client, root, Root::read).unwrap_or_default().max_content_length;
            let about = About { max_content_length, ..about };
            Ok(Found { url: root.below(&["collections", &id]), root: Some(root.clone()), about })
        }
        (Some((first, ..)), Some((second, ..)), _) => {
            let advice = format!("say in which API root it is: `{}` or `{}`", first.as_str(), second.as_str());
            let what = format!("single collection `{}`: several API roots have one", client.clean(wanted));
            Err(missing(first, &what).advise(advice))
        }
        (None, _, Some(failed)) => Err(failed),
        (None, _, None) => {
            let at = roots.first().map(|root| root.shown()).unwrap_or_default();
            let fault = Fault::Missing(format!("collection `{wanted}`"));
            let names: Vec<&str> = others.iter().flat_map(Listed::names).collect();
            let shown: Vec<&str> = others.iter().filter_map(|one| one.names().last()).collect();
            Err(Trouble::new(fault, at).advise(nearest(client, wanted, &names, &shown)))
        }
    }
}

/// An API root on another host is a stranger, unless the destination names it.
fn at_home(client: &Client<'_>, root: &Url) -> Result<(), Trouble> {
    if !client.signs_on() || client.is_home(root) {
        return Ok(());
    }
    let advice =
        format!("name the API root by its address, `{}`, if the credentials may be shown there", root.as_str());
    Err(Trouble::new(Fault::Elsewhere(root.origin().to_string()), root.shown()).advise(client.clean(&advice)))
}

/// A collection as a list has it.
struct Listed {
    about: About,
    alias: Option<String>,
}

impl Listed {
    fn read(resource: Node<'_>) -> Self {
        let alias = resource.get("alias").and_then(Node::string).map(|text| text.into_owned());
        Self { about: About::read(resource), alias }
    }

    fn is_called(&self, name: &str) -> bool {
        self.about.id.as_deref() == Some(name) || self.alias.as_deref() == Some(name)
    }

    /// Its id, its alias and its title, as far as it has them.
    fn names(&self) -> impl Iterator<Item = &str> {
        [&self.about.id, &self.alias, &self.about.title].into_iter().filter_map(|name| name.as_deref())
    }
}

impl Root {
    fn read(resource: Node<'_>) -> Self {
        let limit = resource.get("max_content_length").and_then(Node::number).and_then(|number| number.integer());
        Self {
            title: resource.get("title").and_then(Node::string).map(|text| text.into_owned()),
            max_content_length: limit.and_then(|limit| u64::try_from(limit).ok()).filter(|limit| *limit > 0),
        }
    }
}

/// Reads a resource that is one JSON object.
fn resource<T>(client: &Client<'_>, url: &Url, read: impl FnOnce(Node<'_>) -> T) -> Result<T, Trouble> {
    let response = client.get(url, &[], Repeat::Always)?;
    let garbled = || Trouble::new(Fault::Garbled("it is no JSON object".to_owned()), url.shown());
    let text = std::str::from_utf8(&response.body).map_err(|_| garbled())?;
    let (document, found) = json::read(FileId(0), text);
    let root = document.root().filter(|root| found.is_empty() && root.kind() == json::Kind::Object);
    root.map(read).ok_or_else(garbled)
}

fn parsed(url: &str) -> Result<Url, Trouble> {
    Url::parse(url).map_err(|why| Trouble::new(Fault::Unsendable(why), Url::masked(url)))
}

fn missing(at: &Url, what: &str) -> Trouble {
    Trouble::new(Fault::Missing(what.to_owned()), at.shown())
}

/// "did you mean" of all names, else the first of those by which things are shown.
fn nearest(client: &Client<'_>, wanted: &str, names: &[&str], shown: &[&str]) -> String {
    let listed = || match shown {
        [] => "it shows none: check the credentials".to_owned(),
        names => {
            let shown: Vec<String> = names.iter().take(9).map(|name| format!("`{}`", client.clean(name))).collect();
            format!("there are {}{}", shown.join(", "), if names.len() > 9 { " and others" } else { "" })
        }
    };
    did_you_mean(wanted, names.iter().copied()).map_or_else(listed, |help| client.clean(&help))
}
