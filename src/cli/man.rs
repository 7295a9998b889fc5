//! `attrc man`: manual pages, made from the definition of the command line.

use std::io;
use std::path::Path;

use clap::CommandFactory;

use super::Outcome;
use super::args::{Arguments, Man};
use super::console::Console;
use crate::world::{World, plain};

/// Runs the command.
pub fn run(world: &dyn World, console: &mut Console, command: &Man) -> Outcome {
    let mut main = Arguments::command().disable_help_subcommand(true);
    // Only a built command knows that its parts are called `attrc-check` and so on.
    main.build();
    let written = match &command.folder {
        None => page(main).map(|(_, page)| console.data(&page)),
        Some(folder) => pages(world, folder, main).map(|()| Outcome::Done),
    };
    written.unwrap_or_else(|error| console.fail(&format!("the manual pages cannot be written: {}", plain(&error)), ""))
}

fn pages(world: &dyn World, folder: &Path, main: clap::Command) -> io::Result<()> {
    world.make_folder(folder)?;
    let commands: Vec<clap::Command> = main.get_subcommands().cloned().chain([main.clone()]).collect();
    for command in commands {
        let (name, page) = page(command)?;
        world.write(&folder.join(name), &page)?;
    }
    Ok(())
}

/// The file name and the content of the page of a command.
fn page(command: clap::Command) -> io::Result<(String, Vec<u8>)> {
    let page = clap_mangen::Man::new(command);
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    Ok((page.get_filename(), bytes))
}
