//! A collection: what can be asked of it, and what can be added to it (TAXII 2.1, section 5).

use std::ops::ControlFlow;
use std::time::Duration;

use super::client::Client;
use super::manifest::{self, Entry};
use super::paging::{Filters, Listing, list};
use super::status::{self, Status};
use super::trouble::{Fault, Trouble};
use super::url::Url;
use super::{discovery, said};
use crate::json::Node;
use crate::project::Address;

/// A collection of a server, opened.
pub struct Collection<'c> {
    client: &'c Client<'c>,
    /// Its address.
    pub url: Url,
    /// The address of its API root, where that can be told; only there is its status.
    pub root: Option<Url>,
    /// What it says about itself; nothing is known where the server does not say it.
    pub about: About,
}

/// What a collection says about itself. A server may leave any of it out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Its id.
    pub id: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// Whether we may read it.
    pub can_read: Option<bool>,
    /// Whether we may add to it.
    pub can_write: Option<bool>,
    /// The media types that it takes; none where it does not say.
    pub media_types: Vec<String>,
    /// The largest body that its API root takes.
    pub max_content_length: Option<u64>,
}

impl<'c> Collection<'c> {
    /// Finds a collection and reads what it says about itself.
    pub fn open(client: &'c Client<'c>, address: &Address) -> Result<Self, Trouble> {
        let found = discovery::find(client, address)?;
        Ok(Self { client, url: found.url, root: found.root, about: found.about })
    }

    /// How long may be waited for it.
    pub fn patience(&self) -> Duration {
        self.client.rules().patience
    }

    /// Sends one envelope, once. Where [`Trouble::may_have_arrived`] is set, the manifest tells what did.
    pub fn add(&self, envelope: &[u8]) -> Result<Status, Trouble> {
        let response = self.client.post(&self.url.below(&["objects"]), envelope)?;
        Status::read(self.client, &response.body).ok_or_else(|| {
            let fault = Fault::Garbled("it is no status".to_owned());
            let told = said::said("application/json", &response.body).map(|told| self.client.clean(&told));
            Trouble { told, ..Trouble::new(fault, self.url.shown()).after_sending(true) }
        })
    }

    /// Asks for the status of an envelope; `None` where the server has forgotten it, or has no place for it.
    pub fn status(&self, id: &str) -> Result<Option<Status>, Trouble> {
        match &self.root {
            Some(root) => status::ask(self.client, &root.below(&["status", id])),
            None => Ok(None),
        }
    }

    /// Asks for the status of an envelope until it is through or the patience is at its end.
    pub fn wait(&self, id: &str) -> Result<Option<Status>, Trouble> {
        self.wait_for(id, self.patience())
    }

    /// The same with what is left of a patience.
    pub fn wait_for(&self, id: &str, patience: Duration) -> Result<Option<Status>, Trouble> {
        match &self.root {
            Some(root) => status::wait(self.client, &root.below(&["status", id]), patience),
            None => Ok(None),
        }
    }

    /// Lists the manifest. After a fault in the middle it begins again, so that entries may come twice.
    pub fn manifest(&self, filters: &Filters, each: &mut dyn FnMut(Entry<'_>)) -> Result<(), Trouble> {
        manifest::whole(self.client, &self.url, filters, each)
    }

    /// The same for some objects, about sixty in a request: the better way where they are few, or the collection is large.
    pub fn manifest_of(&self, ids: &[&str], filters: &Filters, each: &mut dyn FnMut(Entry<'_>)) -> Result<(), Trouble> {
        manifest::of_ids(self.client, &self.url, ids, filters, each)
    }

    /// Lists the objects as they are, until the callback ends it. After a fault in the middle it begins again, so that objects
    /// may come twice.
    pub fn objects(&self, filters: &Filters, each: &mut dyn FnMut(Node<'_>) -> ControlFlow<()>) -> Result<(), Trouble> {
        list(self.client, &self.url.below(&["objects"]), Listing::Objects, filters, each)
    }

    /// Reads the versions of one object as they are; none where the collection does not have it.
    pub fn object(&self, id: &str, filters: &Filters, each: &mut dyn FnMut(Node<'_>)) -> Result<(), Trouble> {
        let listed = list(self.client, &self.url.below(&["objects", id]), Listing::Objects, filters, &mut |object| {
            each(object);
            ControlFlow::Continue(())
        });
        match listed {
            Err(trouble) if trouble.fault == Fault::NotFound => Ok(()),
            listed => listed,
        }
    }
}

impl About {
    /// Reads a collection resource (TAXII 2.1, section 5.2.1).
    pub(super) fn read(resource: Node<'_>) -> Self {
        let text = |key| resource.get(key).and_then(Node::string).map(|text| text.into_owned());
        let right = |key| resource.get(key).and_then(Node::boolean);
        let media_types = resource.get("media_types").into_iter().flat_map(Node::items);
        Self {
            id: text("id"),
            title: text("title"),
            can_read: right("can_read"),
            can_write: right("can_write"),
            media_types: media_types.filter_map(|item| item.string().map(|text| text.into_owned())).collect(),
            max_content_length: None,
        }
    }
}
