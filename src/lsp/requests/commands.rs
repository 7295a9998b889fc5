//! Commands, and the pages that explain codes.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Context, Failure};
use crate::diag::codes;
use crate::ide::{self, NoBundle};
use crate::lsp::convert;
use crate::lsp::protocol::types::{
    ExecuteCommandParams, Position, TextDocumentContentParams, TextDocumentContentResult, Uri,
};
use crate::world::plain;

/// All commands: `attrc.build` with `{ uri, output? }` writes the bundle of a project; `attrc.explain` with a code, or with
/// `{ uri, position }`, returns what it means, as Markdown.
pub const COMMANDS: [&str; 2] = ["attrc.build", "attrc.explain"];

/// `workspace/executeCommand`
pub fn execute(context: &Context, params: ExecuteCommandParams) -> Result<Value, Failure> {
    let argument = params.arguments.unwrap_or_default().into_iter().next().unwrap_or_default();
    match params.command.as_str() {
        "attrc.build" => build(context, &argument),
        "attrc.explain" => explain(context, &argument),
        other => Err(Failure::Params(format!("there is no command `{other}`"))),
    }
}

fn build(context: &Context, argument: &Value) -> Result<Value, Failure> {
    let asked = context.asked()?;
    let bundle = match ide::bundle(asked.analysis) {
        Ok(bundle) => bundle,
        Err(NoBundle::Findings(errors)) => return Ok(json!({ "errors": errors })),
        Err(NoBundle::Locked) => {
            let words = "the project has a lock, so that a build of it is a release: `attrc build` makes one";
            return Err(Failure::Refused(words.to_owned()));
        }
    };
    let output = argument.get("output").and_then(Value::as_str);
    let output = output.and_then(|output| match Uri::parse(output).ok().as_ref().and_then(convert::path) {
        Some(path) => Some(path),
        None => Some(PathBuf::from(output)).filter(|path| path.is_absolute()),
    });
    let output = match output {
        Some(path) => path,
        None => beside(context, asked.analysis)?,
    };
    let inputs = &asked.analysis.compilation.inputs;
    if inputs.iter().any(|input| context.world.is_same(input, &output)) {
        return Err(Failure::Refused(format!("`{}` is one of the files that are read", output.display())));
    }
    let written = context.world.write_with(&output, &mut |out| bundle.write(out));
    written
        .map_err(|error| Failure::Refused(format!("`{}` cannot be written: {}", output.display(), plain(&error))))?;
    let uri = context.snapshot.uri(&output);
    Ok(json!({ "path": output.display().to_string(), "uri": uri, "objects": asked.analysis.compilation.objects.len() }))
}

/// The place of a bundle that nobody named one for: in the root of the project, called after it; beside a lone file.
fn beside(context: &Context, analysis: &ide::Analysis) -> Result<PathBuf, Failure> {
    let project = &analysis.compilation.project;
    let path = context.path()?;
    Ok(match project.manifest.scratch {
        true => path.with_extension("json"),
        false => {
            let name = project.root.file_name().unwrap_or_default().to_string_lossy();
            project.root.join(format!("{name}.json"))
        }
    })
}

fn explain(context: &Context, argument: &Value) -> Result<Value, Failure> {
    if let Some(code) = argument.as_str().and_then(codes::find) {
        return Ok(Value::String(page(code)));
    }
    let asked = context.asked()?;
    let position = argument.get("position").cloned().unwrap_or_default();
    let position: Position =
        serde_json::from_value(position).map_err(|problem| Failure::Params(problem.to_string()))?;
    let offset = asked.ruler.offset(position);
    let hover = ide::hover(asked.analysis, Some(asked.analysis), asked.file, offset).ok_or(Failure::Nothing)?;
    Ok(Value::String(hover.markdown))
}

/// `workspace/textDocumentContent`: the page of a code, for the links of diagnostics.
pub fn content(_: &Context, params: TextDocumentContentParams) -> Result<TextDocumentContentResult, Failure> {
    let code = params.uri.path().rsplit('/').next().and_then(|name| codes::find(name.trim_end_matches(".md")));
    let text = code.map(page).ok_or_else(|| Failure::Params(format!("there is no page {}", params.uri)))?;
    Ok(TextDocumentContentResult { text })
}

fn page(code: &codes::Code) -> String {
    format!("# {} {}\n\n**{}**\n\n{}\n", code.id, code.name, code.title, code.explanation)
}
