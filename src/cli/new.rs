//! `attrc new`: a project to start from, which checks without a finding.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use super::Outcome;
use super::args::New;
use super::console::Console;
use crate::world::{World, plain};

/// The files of a new project. `attr.toml` gets its namespace.
const FILES: &[(&str, &str)] = &[
    ("attr.toml", include_str!("template/attr.toml")),
    ("main.attr", include_str!("template/main.attr")),
    ("sources/example.txt", include_str!("template/example.txt")),
    (".gitattributes", include_str!("template/gitattributes")),
    (".gitignore", include_str!("template/gitignore")),
];

/// What stands in the template where the namespace goes.
const NAMESPACE: &str = "00000000-0000-0000-0000-000000000000";

/// Runs the command.
pub fn run(world: &dyn World, console: &mut Console, command: &New) -> Outcome {
    let folder = &command.folder;
    let shown = folder.display();
    match is_free(world, folder) {
        Ok(true) => {}
        Ok(false) => {
            return console.fail(
                &format!("`{shown}` is not an empty folder"),
                "name a folder that does not exist or is empty; nothing was written",
            );
        }
        Err(error) => return console.fail(&format!("`{shown}` cannot be read: {}", plain(&error)), ""),
    }
    match write(world, folder) {
        Ok(()) => {
            console.say(&format!("attrc: wrote a project to `{shown}`; put your name into its `attr.toml`"));
            console.say(&format!("next: `attrc check {shown}`"));
            Outcome::Done
        }
        Err(error) => console.fail(&format!("`{shown}` cannot be written: {}", plain(&error)), ""),
    }
}

/// Whether nothing is there, or an empty folder; a repository without files counts as empty.
fn is_free(world: &dyn World, folder: &Path) -> io::Result<bool> {
    match world.is_folder(folder) {
        None => Ok(true),
        Some(false) => Ok(false),
        Some(true) => Ok(world.list(folder)?.iter().all(|entry| entry.file_name() == Some(OsStr::new(".git")))),
    }
}

fn write(world: &dyn World, folder: &Path) -> io::Result<()> {
    let namespace = uuid::Builder::from_random_bytes(world.random()?).into_uuid().to_string();
    for (path, template) in FILES {
        let path = folder.join(path);
        world.make_folder(path.parent().unwrap_or(folder))?;
        world.write(&path, template.replace(NAMESPACE, &namespace).as_bytes())?;
    }
    Ok(())
}
