//! The definition of the command line, from which help, completions and manual pages come.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::render;
use crate::vocab::targets::{Consumer, consumer};

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
    /// Write a project to start from.
    New(New),
    /// Explain a word of the language, a type or property of STIX, a code or an ATT&CK id.
    Explain(Explain),
    /// List the words of the language, types, vocabularies, codes or ATT&CK ids.
    List(List),
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
}

/// When a release is made. A build reads no clock.
#[derive(Debug, Args)]
pub struct Release {
    /// The release time, for what no document dates: a day or an instant; SOURCE_DATE_EPOCH where it is absent.
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
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
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
// What a project says (`explain [PATH] DOC/LABEL | ID | FILE:LINE`) will come as further forms of these positionals.
#[derive(Debug, Args)]
pub struct Explain {
    /// A word (`front-for`, `since`, `first_seen`, `industry-sector-ov`), a code (`E0601`, `unused-use`) or an ATT&CK
    /// id (`T1598.003`). All its meanings are shown.
    #[arg(value_name = "WORD")]
    pub word: String,
}

/// `attrc list`
#[derive(Debug, Args)]
pub struct List {
    /// What to list: a topic, or the name of a scale or a vocabulary. Without it, the topics.
    ///
    /// On a terminal the columns are aligned under a head; elsewhere tabs separate them and there is no head.
    #[arg(value_name = "THING")]
    pub thing: Option<String>,
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
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Terminal,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Github => Self::Github,
        }
    }
}
