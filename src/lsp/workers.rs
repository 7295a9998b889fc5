//! The threads that do what takes time, and what they send back.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender};
use serde_json::Value;

use super::analyses::Made;
use super::protocol::RequestId;
use super::requests::{Answering, Failure};
use super::snapshot::Snapshot;
use super::workspace::{Unit, unit};
use crate::ide::{Analysis, Reach};
use crate::source::Text;
use crate::syntax::Parsed;
use crate::world::{Memory, Remembering, World};

/// What a thread has done.
pub enum Event {
    /// A file and what it uses is analysed.
    Near(PathBuf, Made),
    /// A whole unit is compiled.
    Whole(Unit, Made),
    /// A request is answered.
    Answered(RequestId, Result<Value, Failure>),
}

/// An analysis to be made.
pub struct Order<T> {
    pub snapshot: Arc<Snapshot>,
    pub of: T,
}

/// Trees of texts that were read before, by the paths of their files: most of a project stays as it was.
#[derive(Default)]
pub struct Trees {
    kept: Mutex<BTreeMap<PathBuf, Arc<Parsed>>>,
}

impl Trees {
    /// The tree of a text.
    fn parse(&self, root: &Path, text: &Text) -> Arc<Parsed> {
        let path = root.join(&text.path);
        let known = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
        let parsed = match known {
            Some(known) if **known.content() == *text.content => return known,
            Some(known) => Arc::new(known.edited(text.content.clone())),
            None => Arc::new(Parsed::new(text.content.clone())),
        };
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path, parsed.clone());
        parsed
    }
}

/// Analyses files until no more are ordered.
pub fn near(world: &Remembering<'_>, trees: &Trees, orders: &Receiver<Order<PathBuf>>, events: &Sender<Event>) {
    in_pool(rayon::current_num_threads(), || {
        for Order { snapshot, of } in orders {
            let root = unit(&layered(world, &snapshot), &of).path;
            let analysis = analysed(world, trees, &snapshot, &root, &of, Reach::Near);
            if events.send(Event::Near(of, Made { snapshot, analysis })).is_err() {
                return;
            }
        }
    });
}

/// Compiles units until no more are ordered.
pub fn whole(world: &Remembering<'_>, trees: &Trees, orders: &Receiver<Order<Unit>>, events: &Sender<Event>) {
    in_pool(rayon::current_num_threads().saturating_sub(1).max(1), || {
        for Order { snapshot, of } in orders {
            let analysis = analysed(world, trees, &snapshot, &of.path, &of.path, Reach::Whole);
            if events.send(Event::Whole(of, Made { snapshot, analysis })).is_err() {
                return;
            }
        }
    });
}

/// Answers requests until no more come.
pub fn answers(requests: &Receiver<Answering<'_>>, events: &Sender<Event>) {
    for request in requests {
        let id = request.id.clone();
        // A mistake in one feature must not take the editor's other help away.
        let answer = catch_unwind(AssertUnwindSafe(|| request.answer())).unwrap_or_else(|_| Err(Failure::Fault));
        if events.send(Event::Answered(id, answer)).is_err() {
            return;
        }
    }
}

fn analysed(
    world: &Remembering<'_>,
    trees: &Trees,
    snapshot: &Snapshot,
    unit: &Path,
    path: &Path,
    reach: Reach,
) -> Option<Arc<Analysis>> {
    let world = layered(world, snapshot);
    // The root of a lone file is its folder.
    let root = if world.is_folder(unit) == Some(true) { unit } else { unit.parent().unwrap_or(unit) };
    let analyse = || Analysis::new(&world, &[path.to_owned()], reach, |text| trees.parse(root, text));
    catch_unwind(AssertUnwindSafe(analyse)).ok().map(Arc::new)
}

fn layered<'w>(world: &'w Remembering<'_>, snapshot: &Snapshot) -> Memory<'w> {
    Memory::layered(world, snapshot.files.clone())
}

/// As much as the command has.
const STACK: usize = 8 << 20;

/// What is written must not wait for threads that compile a whole project, so that each has its own.
fn in_pool(threads: usize, work: impl FnOnce() + Send) {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
