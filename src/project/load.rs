//! Finding and reading the files of a project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Project;
use super::destination::masked;
use super::manifest::{MANIFEST, Manifest};
use super::paths::{BadPath, display, resolve};
use crate::diag::codes::{projects as codes, reading};
use crate::diag::{Diagnostic, Fix, nearest};
use crate::source::{FileId, Location, Span, Text, Undecodable, decode};
use crate::syntax::literal::{quote, unquote};
use crate::syntax::uses;
use crate::world::{World, plain};

/// Reads what the paths name, and all that it uses. What cannot be read is reported, and the rest is there.
pub fn load(world: &dyn World, paths: &[PathBuf]) -> (Project, Vec<Diagnostic>) {
    let mut loader = Loader { world, root: PathBuf::new(), files: BTreeMap::new(), found: Vec::new() };
    let starts = loader.starts(paths);
    let manifest_file = loader.root.join(MANIFEST);
    let folders: BTreeSet<String> = starts.iter().map(|path| folder(path).to_owned()).collect();
    let whole = loader.has_manifest() && !starts.is_empty() && loader.all() == starts;
    let mut queue: Vec<String> = starts;
    while let Some(path) = queue.pop() {
        if !loader.files.contains_key(&path) {
            let file = loader.read(&path);
            queue.extend(file.uses.iter().filter_map(|used| used.target.as_ref().ok()).cloned());
            loader.files.insert(path, file);
        }
    }
    let (project, found) = loader.finish(&manifest_file, &folders);
    (Project { whole, ..project }, found)
}

struct Loader<'w> {
    world: &'w dyn World,
    root: PathBuf,
    files: BTreeMap<String, Loaded>,
    found: Vec<Diagnostic>,
}

/// A file that was read, before the files have numbers.
struct Loaded {
    text: Text,
    uses: Vec<Used>,
    /// Why it could not be read.
    problem: Option<Diagnostic>,
}

/// A `use`: where its path stands in the text, and what it leads to.
struct Used {
    span: Span,
    written: String,
    target: Result<String, BadPath>,
}

impl Loader<'_> {
    /// The files that the paths name, below the root that they share.
    fn starts(&mut self, paths: &[PathBuf]) -> Vec<String> {
        let mut starts = BTreeSet::new();
        for path in paths {
            for file in self.named(path) {
                let Ok(file) = self.world.canonical(&file) else {
                    self.unreadable(&file, "there is no such file");
                    continue;
                };
                let root = self.root_of(&file);
                if self.root.as_os_str().is_empty() {
                    self.root = root;
                }
                match file.strip_prefix(&self.root) {
                    Ok(below) if self.root == self.root_of(&file) || !self.has_manifest() => {
                        starts.insert(display(below));
                    }
                    _ => {
                        let message = format!("`{}` belongs to another project than the first path", path.display());
                        let help = "name paths of one project; a project is the folder of the nearest `attr.toml`";
                        self.found.push(Diagnostic::nowhere(&codes::SEVERAL_PROJECTS, message).help(help));
                    }
                }
            }
        }
        starts.into_iter().collect()
    }

    /// The files that the root of the project means.
    fn all(&mut self) -> Vec<String> {
        let root = self.root.clone();
        let files = self.named(&root).into_iter().filter_map(|file| self.world.canonical(&file).ok());
        files.filter_map(|file| file.strip_prefix(&root).ok().map(display)).collect()
    }

    fn has_manifest(&self) -> bool {
        self.world.is_folder(&self.root.join(MANIFEST)) == Some(false)
    }

    /// What a path means: itself, or for a folder its `main.attr`, all files of a project, or its single file.
    fn named(&mut self, path: &Path) -> Vec<PathBuf> {
        match self.world.is_folder(path) {
            None => {
                self.unreadable(path, "there is no such file or folder");
                Vec::new()
            }
            Some(false) => vec![path.to_owned()],
            Some(true) => {
                let main = path.join("main.attr");
                if self.world.is_folder(&main) == Some(false) {
                    return vec![main];
                }
                let is_project = self.world.is_folder(&path.join(MANIFEST)) == Some(false);
                let files = self.attr_files(path, is_project);
                if files.is_empty() || (files.len() > 1 && !is_project) {
                    let message = match files.len() {
                        0 => format!("there is no `.attr` file in `{}`", path.display()),
                        count => {
                            format!("there are {count} `.attr` files in `{}`, and none is `main.attr`", path.display())
                        }
                    };
                    let help = "name a file, a folder with a `main.attr`, or a project with an `attr.toml`";
                    self.found.push(Diagnostic::nowhere(&codes::NO_INPUT, message).help(help));
                    return Vec::new();
                }
                files
            }
        }
    }

    /// The `.attr` files of a folder; with `deep`, of the folders below that are no projects of their own.
    fn attr_files(&self, folder: &Path, deep: bool) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let Ok(within) = self.world.canonical(folder) else { return files };
        for entry in self.world.list(folder).unwrap_or_default() {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match self.world.is_folder(&entry) {
                _ if name.starts_with('.') => {}
                // A link that leads elsewhere is not a file of this folder.
                Some(_) if !self.world.canonical(&entry).is_ok_and(|real| real.starts_with(&within)) => {}
                Some(false) if name.ends_with(".attr") => files.push(entry),
                Some(true) if deep && self.world.is_folder(&entry.join(MANIFEST)) != Some(false) => {
                    files.extend(self.attr_files(&entry, deep));
                }
                _ => {}
            }
        }
        files
    }

    /// The folder of the nearest manifest, else the folder of the file.
    fn root_of(&self, file: &Path) -> PathBuf {
        let folder = file.parent().unwrap_or(Path::new(""));
        let manifest = folder.ancestors().find(|folder| self.world.is_folder(&folder.join(MANIFEST)) == Some(false));
        manifest.unwrap_or(folder).to_owned()
    }

    fn read(&mut self, path: &str) -> Loaded {
        let whole = self.root.join(path);
        let problem = match self.world.read(&whole).map(decode) {
            Ok(Ok(content)) => {
                let text = Text::new(path, content);
                let uses = uses(&text.content).into_iter().map(|raw| {
                    let written = unquote(raw);
                    let target = resolve(self.world, &self.root, path, &written);
                    let target = target.and_then(|target| match target.ends_with(".attr") {
                        true => Ok(target),
                        false => Err(BadPath::Form("it does not end in `.attr`")),
                    });
                    Used { span: Span::of(&text.content, raw), written, target }
                });
                return Loaded { uses: uses.collect(), text, problem: None };
            }
            Ok(Err(problem)) => undecodable(path, problem),
            Err(error) => {
                let help = "nothing was built; check the path and its permissions";
                Diagnostic::nowhere(&reading::UNREADABLE, format!("`{path}` cannot be read: {}", plain(&error)))
                    .help(help)
            }
        };
        Loaded { text: Text::new(path, ""), uses: Vec::new(), problem: Some(problem) }
    }

    fn unreadable(&mut self, path: &Path, why: &str) {
        let message = format!("`{}` cannot be read: {why}", path.display());
        self.found.push(Diagnostic::nowhere(&reading::UNREADABLE, message).help("check the path"));
    }

    /// Numbers the files and reports what their `use` lines miss.
    fn finish(mut self, manifest_file: &Path, folders: &BTreeSet<String>) -> (Project, Vec<Diagnostic>) {
        let numbers: BTreeMap<String, FileId> = self
            .files
            .iter()
            .filter(|(_, file)| file.problem.is_none())
            .enumerate()
            .map(|(number, (path, _))| (path.clone(), FileId(number as u32)))
            .collect();
        let (mut texts, mut uses) = (Vec::new(), Vec::new());
        let mut lacking = BTreeSet::new();
        let mut files = std::mem::take(&mut self.files);
        let mut problems: BTreeMap<String, Diagnostic> =
            (files.iter_mut()).filter_map(|(path, file)| Some((path.clone(), file.problem.take()?))).collect();
        for (path, file) in files {
            let Some(id) = numbers.get(&path) else { continue };
            let mut targets = Vec::new();
            for used in file.uses {
                let place = Location::new(*id, used.span);
                let problem = match used.target {
                    Ok(target) => match numbers.get(&target) {
                        Some(target) => {
                            targets.push(*target);
                            continue;
                        }
                        // A file that cannot be read is shown where it is used first.
                        None => problems.remove(&target).map(|problem| Diagnostic { primary: Some(place), ..problem }),
                    },
                    Err(bad) => Some(self.bad_use(place, &path, &used.written, bad)),
                };
                lacking.insert(*id);
                self.found.extend(problem);
            }
            texts.push(file.text);
            uses.push(targets);
        }
        self.found.extend(problems.into_values());
        let files: Vec<FileId> = (0..texts.len() as u32).map(FileId).collect();
        let asked_for = |text: &Text| folders.iter().any(|asked| text.path.starts_with(asked.as_str()));
        let lent =
            files.iter().copied().zip(&texts).filter(|(_, text)| !asked_for(text)).map(|(file, _)| file).collect();
        let mut manifest = Manifest::default();
        if self.has_manifest() {
            let id = FileId(texts.len() as u32);
            match self.world.read(manifest_file).map(decode) {
                Ok(Ok(content)) => {
                    manifest = Manifest::parse(id, &content, &mut self.found);
                    texts.push(Text::new(MANIFEST, masked(id, content, &mut self.found)));
                }
                Ok(Err(problem)) => self.found.push(undecodable(MANIFEST, problem)),
                Err(error) => self.found.push(Diagnostic::nowhere(
                    &reading::UNREADABLE,
                    format!("`{MANIFEST}` cannot be read: {}", plain(&error)),
                )),
            }
        }
        (Project { root: self.root, whole: false, manifest, texts, files, uses, lacking, lent }, self.found)
    }

    fn bad_use(&self, place: Location, file: &str, written: &str, bad: BadPath) -> Diagnostic {
        match bad {
            BadPath::Form(why) => Diagnostic::new(&codes::BAD_PATH, place, format!("this path may not be used: {why}"))
                .label("not a path of a project")
                .help("write a path relative to this file, ending in `.attr`"),
            BadPath::Unreadable(why) => {
                Diagnostic::new(&reading::UNREADABLE, place, format!("`{written}` cannot be read: {why}"))
                    .label("cannot be read")
                    .help("check its permissions")
            }
            BadPath::Outside => Diagnostic::new(&codes::BAD_PATH, place, "this path leads outside the project")
                .label("outside")
                .help("a project is the folder of the nearest `attr.toml`, else of the first file"),
            BadPath::Case(real) => Diagnostic::new(&codes::NO_SUCH_FILE, place, format!("there is no `{written}`"))
                .label(format!("the file is `{real}`"))
                .help("write the exact case of letters, or it breaks on other machines"),
            BadPath::Missing => {
                let (folder, name) = written.rsplit_once('/').map_or(("", written), |(folder, name)| (folder, name));
                let place_of_file = self.root.join(file).parent().map(|beside| beside.join(folder));
                let there = self.attr_files(&place_of_file.unwrap_or_default(), false);
                let there: Vec<String> = there.iter().map(|path| name_of(path)).collect();
                let same = there.iter().find(|there| there.eq_ignore_ascii_case(name)).map(String::as_str);
                let near = same.or_else(|| nearest(name, there.iter().map(String::as_str)));
                let near = near.map(|near| match folder {
                    "" => near.to_owned(),
                    folder => format!("{folder}/{near}"),
                });
                Diagnostic::new(&codes::NO_SUCH_FILE, place, format!("there is no file `{written}`"))
                    .label("not found")
                    .help(near.as_ref().map_or("the path is relative to this file".to_owned(), |near| {
                        format!("did you mean `{near}`?")
                    }))
                    .fix_if(near.map(|near| Fix::respell(place, &quote(written), &quote(&near))))
            }
        }
    }
}

/// The folder of a file, with its last `/`; empty at the root.
fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or_default()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn undecodable(path: &str, problem: Undecodable) -> Diagnostic {
    let message = match problem {
        Undecodable::TooLong(bytes) => format!("`{path}` has {bytes} bytes; 4 GiB are the limit"),
        Undecodable::Nul { line } => format!("`{path}` is not text: there is a NUL byte in line {line}"),
        Undecodable::NotUtf8 { line } => format!("`{path}` is not UTF-8 in line {line}"),
    };
    let help = "an `.attr` file is UTF-8 text; convert it, for example with `iconv -t UTF-8`";
    Diagnostic::nowhere(&reading::NOT_TEXT, message).help(help)
}
