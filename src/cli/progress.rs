//! How far a long run is, for people who watch it.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;

use crate::world::World;

/// Runs that are over sooner show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line at the end of a terminal that tells how far a run is; nothing where standard error is none.
pub struct Progress<'w> {
    world: &'w dyn World,
    began: Timestamp,
    bar: ProgressBar,
    shown: bool,
}

impl<'w> Progress<'w> {
    /// Of so many things, where that is known, by the word for them.
    pub fn new(world: &'w dyn World, total: Option<usize>, things: &str) -> Self {
        let bar = match total {
            Some(total) => ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden()),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
        };
        let template = if total.is_some() { "{pos} of {len} {msg}" } else { "{pos} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(things.to_owned());
        Self { world, began: world.now(), bar, shown: false }
    }

    /// So many are done.
    pub fn at(&mut self, done: usize) {
        self.bar.set_position(done as u64);
        let passed = || Duration::try_from(self.world.now().duration_since(self.began)).unwrap_or_default();
        if !self.shown && std::io::stderr().is_terminal() && passed() >= PATIENCE {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
