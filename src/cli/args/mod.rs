//! The definition of the command line, from which help, completions and manual pages come.

mod diff;
mod lock;
mod lsp;
mod publish;
mod pull;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::render;
use crate::vocab::targets::{Consumer, consumer};
pub use diff::{Diff, DiffFormat};
pub use lock::{Lock, LockFormat};
pub use lsp::Lsp;
pub use publish::{Publish, PublishFormat};
pub use pull::{Place, Pull, SignOn, Trusted, Where};

/// A compiler for attribution facts: who did what, according to whom.
///
/// It checks `.attr` files and compiles them to STIX 2.1 bundles.
#[derive(Debug, Parser)]
#[command(name = "attrc", version, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile files or a project to a STIX 2.1 bundle.
    Build(Build),
    /// Explain every mistake in files and projects.
    Check(Check),
    /// Lay files out: two spaces a depth, 100 columns, comments kept.
    Fmt(Fmt),
    /// Judge STIX 2.1 bundles: every MUST of the standard is an error, every SHOULD a warning.
    Validate(Validate),
    /// Turn a STIX 2.1 bundle into a readable `.attr` file that builds it again, object for object.
    Import(Import),
    /// Tell what changed between two bundles, projects or revisions, in the language's words.
    Diff(Diff),
    /// Write the next release of a project into its lock, and tell what that changes.
    Lock(Lock),
    /// Bring a collection of a TAXII 2.1 server to the state of the project, and tell what arrived.
    Publish(Publish),
    /// Read a collection of a TAXII 2.1 server into a bundle.
    Pull(Box<Pull>),
    /// Write a project to start from.
    New(New),
    /// Explain a word, or what a project says: a claim, a name, a line, an object.
    Explain(Explain),
    /// List what a project says, or the words of the language, types, vocabularies, codes and ATT&CK ids.
    List(List),
    /// Serve an editor: findings, completion, hover and more while `.attr` files are written.
    Lsp(Lsp),
    /// Show what a stage of the compiler made of the input.
    Dump(Dump),
    /// Write a completion script for a shell.
    Completions(Completions),
    /// Write manual pages.
    Man(Man),
}

/// `attrc build`
#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub findings: Findings,
    #[command(flatten)]
    pub release: Release,
    /// For which consumer.
    #[arg(short = 't', long, value_enum, default_value_t = Target::Stix)]
    pub target: Target,
    /// Fail where `attr.lock` would change, instead of writing it.
    #[arg(long)]
    pub locked: bool,
    /// Write the bundle to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A consumer of bundles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Any: STIX 2.1 as the standard has it.
    Stix,
    /// OpenCTI: the types and relationships that it accepts.
    Opencti,
    /// MISP, by misp-stix: an event a report, with all that it needs.
    Misp,
    /// Microsoft Sentinel: the five types of its STIX objects API, in no bundle.
    Sentinel,
}

impl Target {
    /// The table of what the consumer accepts; `None` for the standard itself.
    pub fn consumer(self) -> Option<&'static Consumer> {
        self.to_possible_value().and_then(|value| consumer(value.get_name()))
    }

    /// The target of a consumer.
    pub fn of(consumer: Option<&Consumer>) -> Self {
        consumer.and_then(|consumer| Self::from_str(consumer.name, false).ok()).unwrap_or(Self::Stix)
    }
}

/// When a release is made. A build reads no clock, unless it writes a lock.
#[derive(Debug, Args)]
pub struct Release {
    /// The release time: a day or an instant; SOURCE_DATE_EPOCH where it is absent.
    ///
    /// With a lock, it is when what changed was changed, and without it the clock says so. Without a lock it dates what no
    /// document dates.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// `attrc check`
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub findings: Findings,
    #[command(flatten)]
    pub release: Release,
    /// Tell as well what would be changed or lost for a consumer.
    #[arg(short = 't', long, value_enum, default_value_t = Target::Stix)]
    pub target: Target,
    /// Apply the fixes that are safe to apply without asking.
    #[arg(long)]
    pub fix: bool,
}

/// `attrc fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// Files, or folders: all `.attr` files below them, hidden folders, `target` and `node_modules` left out; `-` lays
    /// standard input out to standard output.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Write nothing: show what would change, and fail if anything would.
    #[arg(long)]
    pub check: bool,
    /// Lay out what stands in these lines of one file, from 1, and nothing else: whole statements, properties and claims.
    #[arg(long, value_name = "FROM:TO", value_parser = lines)]
    pub range: Option<(u32, u32)>,
    /// Write no text: write what would change as edits, one JSON object, to standard output.
    #[arg(long, conflicts_with = "check")]
    pub edits: bool,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
}

/// `12:40`, or one line.
fn lines(text: &str) -> Result<(u32, u32), String> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) if 1 <= from && from <= to => Ok((from, to)),
        _ => Err("lines are `FROM:TO`, from 1, as in `12:40`".to_owned()),
    }
}

/// `attrc validate`
#[derive(Debug, Args)]
pub struct Validate {
    /// Bundles, single objects or lists of objects, as JSON; `-` is standard input.
    #[arg(value_name = "BUNDLE", required = true)]
    pub bundles: Vec<PathBuf>,
    #[command(flatten)]
    pub findings: Findings,
}

/// `attrc import`
#[derive(Debug, Args)]
pub struct Import {
    /// A bundle, a single object or a list of objects, as JSON; `-` is standard input.
    #[arg(value_name = "BUNDLE")]
    pub bundle: PathBuf,
    #[command(flatten)]
    pub findings: Findings,
    /// Write the text to a file instead of to standard output.
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
}

/// `attrc new`
#[derive(Debug, Args)]
pub struct New {
    /// The folder of the project; it is made, or must be empty.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `attrc explain`
#[derive(Debug, Args)]
#[command(allow_missing_positional = true)]
pub struct Explain {
    /// The project that says it: a file, or a folder. Without it the one of this folder, and for a line that of its file.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// A word (`front-for`, `first_seen`, `industry-sector-ov`), a code (`E0601`, `unused-use`) or an ATT&CK id
    /// (`T1598.003`); or of the project a declared name, a label as DOC/LABEL, a line as FILE:LINE or the id of an object.
    /// All its meanings are shown.
    ///
    /// Of a claim it tells who says it, on what words, in which document, how sure, from how many independent origins,
    /// who answers it, and what became of it. It never tells who is right.
    #[arg(value_name = "WHAT")]
    pub what: String,
    #[command(flatten)]
    pub release: Release,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = ExplainFormat::Terminal)]
    pub format: ExplainFormat,
}

/// How an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people.
    Terminal,
    /// One JSON object (schemas/explanation.schema.json).
    Json,
}

/// `attrc list`
#[derive(Debug, Args)]
pub struct List {
    /// What to list: `claims`, `disputes`, `names`, `acts`, `indicators`, `sources` or `passages` of a project; a topic of
    /// the language; or the name of a scale or a vocabulary. Without it, all that can be listed.
    ///
    /// On a terminal the columns of a table are aligned under a head; elsewhere tabs separate them and there is no head.
    #[arg(value_name = "THING")]
    pub thing: Option<String>,
    /// The project: files, or folders; `.` by default. Words of the language take none.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub filter: ListFilter,
    #[command(flatten)]
    pub release: Release,
    /// How it is written.
    ///
    /// Without it a table on a terminal, else rows with tabs between cells and no head.
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

/// Which rows are wanted.
#[derive(Debug, Args)]
pub struct ListFilter {
    /// Only what is about this: a declared name, or a title.
    #[arg(long, value_name = "NAME")]
    pub about: Option<String>,
    /// Only the words of this one: who speaks, gives a name, acts or publishes.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Leave out what is certain to be before this date.
    ///
    /// The date of claims and disputes is when they were said, else that of their document; that of acts and sources is
    /// their own; names and indicators have a time for which they hold. What cannot be told to be before it stays in: what
    /// has no date, is dated `about`, or overlaps it.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Leave out what is certain to be after this date; what cannot be told to be after it stays in.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Aligned columns under a head, for people.
    Table,
    /// An array of objects with all columns (schemas/lists.schema.json).
    Json,
    /// RFC 4180, with all columns under a head.
    Csv,
}

/// `attrc completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// `attrc man`
#[derive(Debug, Args)]
pub struct Man {
    /// A folder for the pages of all commands. Without it, the main page goes to standard output.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// `attrc dump`
#[derive(Debug, Args)]
pub struct Dump {
    /// Which stage.
    pub stage: Stage,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub release: Release,
}

/// A stage of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The tokens of each file.
    Tokens,
    /// The statements of each file.
    Syntax,
    /// Names, claims and responses, resolved.
    Facts,
    /// The objects of the bundle, one a line.
    Stix,
}

/// What to read.
#[derive(Debug, Args)]
pub struct Input {
    /// Files, or folders: a project with an `attr.toml`, a case with a `main.attr`, or a folder with a single `.attr`
    /// file; `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
}

/// How findings are judged and shown.
#[derive(Debug, Args)]
pub struct Findings {
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
    /// Let a lint fail the run; `warnings` stands for all that warn.
    #[arg(short = 'D', long = "deny", value_name = "LINT")]
    pub deny: Vec<String>,
    /// Let a lint warn.
    #[arg(short = 'W', long = "warn", value_name = "LINT")]
    pub warn: Vec<String>,
    /// Do not report a lint.
    #[arg(short = 'A', long = "allow", value_name = "LINT")]
    pub allow: Vec<String>,
    /// How many findings the terminal shows before it only counts them.
    #[arg(long, value_name = "N", default_value_t = render::LIMIT)]
    pub max_findings: usize,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Terminal,
    /// One JSON object (schemas/diagnostics.schema.json).
    Json,
    /// SARIF 2.1.0, for code scanners.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// One line a finding, for editors: `FILE:LINE:COLUMN: error: … [CODE name]`.
    Short,
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Terminal,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Github => Self::Github,
            Format::Gitlab => Self::Gitlab,
            Format::Short => Self::Short,
        }
    }
}
