//! What the editor tells: texts that open, change and close, files and folders that come and go.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::capabilities;
use super::protocol::types::{
    CancelParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
};
use super::protocol::{ErrorCode, Message, Notification, RequestId, Response};
use super::server::{Server, is_source};

impl Server<'_> {
    /// The editor tells something.
    pub fn told(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.begin(),
            "textDocument/didOpen" => self.read(&method, params, Self::opened),
            "textDocument/didChange" => self.read(&method, params, Self::edited),
            "textDocument/didClose" => self.read(&method, params, Self::closed),
            "textDocument/didSave"
            | "workspace/didChangeWatchedFiles"
            | "workspace/didCreateFiles"
            | "workspace/didRenameFiles"
            | "workspace/didDeleteFiles" => self.disk_changed(),
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params),
            "$/cancelRequest" => self.read(&method, params, Self::cancelled),
            _ => {}
        }
    }

    fn read<P: DeserializeOwned>(&mut self, method: &str, params: Value, act: fn(&mut Self, P)) {
        match serde_json::from_value(params) {
            Ok(params) => act(self, params),
            Err(problem) => self.log(&format!("{method} is not as the protocol has it: {problem}")),
        }
    }

    /// The editor is ready: what it has opened is looked at.
    fn begin(&mut self) {
        if self.client.watches {
            self.request("client/registerCapability", capabilities::registrations());
        }
        self.look_at_all();
    }

    /// All units are compiled.
    fn look_at_all(&mut self) {
        for unit in self.units() {
            self.whole.soil(unit, self.revision, Instant::now());
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let revision = self.changed();
        let path = self.documents.open(self.disk, item.uri, item.version, &item.text, revision);
        self.looked_at(&path);
    }

    fn edited(&mut self, params: DidChangeTextDocumentParams) {
        let revision = self.changed();
        let uri = &params.text_document.text_document_identifier.uri;
        let (version, unit) = (params.text_document.version, self.client.unit);
        match self.documents.change(uri, version, params.content_changes, revision, unit) {
            Ok((path, changes)) => {
                self.findings.moved(&path, &changes);
                self.looked_at(&path);
            }
            Err(problem) => self.log(&problem),
        }
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        let Some(path) = self.documents.close(&params.text_document.uri) else { return };
        self.near.made.remove(&path);
        self.findings.close(&path);
        let revision = self.changed();
        let lone = super::workspace::Unit { path: path.clone() };
        let unit = self.unit(&path);
        if self.whole.forget(&lone).is_some() || unit == lone {
            self.publish(&path, Vec::new());
        }
        if unit != lone {
            self.whole.soil(unit, revision, Instant::now());
        }
    }

    /// A text is another one: its findings are looked for at once, those of its project after a pause.
    fn looked_at(&mut self, path: &Path) {
        let revision = self.revision;
        if is_source(path) {
            self.near.want(path);
        }
        let unit = self.unit(path);
        if is_source(path) || unit.path != path {
            self.whole.soil(unit.clone(), revision, Instant::now());
        }
        // What nothing of its project uses is compiled alone as well.
        let lone = super::workspace::Unit { path: path.to_owned() };
        if unit != lone && self.whole.made.contains_key(&lone) {
            self.whole.soil(lone, revision, Instant::now());
        }
    }

    fn disk_changed(&mut self) {
        self.disk.forget();
        let revision = self.changed();
        self.whole.soil_all(revision, Instant::now());
        self.look_at_all();
    }

    fn folders_changed(&mut self, params: &Value) {
        let uris = |list: &str| {
            let folders = params.pointer(list).and_then(Value::as_array).into_iter().flatten();
            folders.filter_map(|folder| Some(folder.get("uri")?.as_str()?.to_owned())).collect::<Vec<String>>()
        };
        uris("/event/removed").iter().for_each(|uri| self.workspace.remove(uri));
        uris("/event/added").iter().for_each(|uri| self.workspace.add(self.disk, uri));
        self.changed();
        let open = self.units();
        for unit in self.whole.units().into_iter().filter(|unit| !open.contains(unit)) {
            self.whole.forget(&unit);
            for path in self.findings.gone(&unit, BTreeSet::new()) {
                self.publish(&path, Vec::new());
            }
        }
        self.look_at_all();
    }

    fn cancelled(&mut self, params: CancelParams) {
        let id = match serde_json::to_value(params.id).and_then(serde_json::from_value::<RequestId>) {
            Ok(id) => id,
            Err(_) => return,
        };
        if self.requests.cancel(&id) {
            let answer = Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned());
            self.send(Message::from(answer));
        }
    }
}
