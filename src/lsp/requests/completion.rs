//! What may be written, and what it means.

use std::sync::Mutex;
use std::sync::PoisonError;

use serde_json::json;

use super::shown::markup;
use super::{Asked, Context, Failure};
use crate::diag::Edit;
use crate::ide::{self, Completion, CompletionKind};
use crate::lsp::convert::Ruler;
use crate::lsp::protocol::types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTextEdit, CompletionList,
    CompletionParams, Documentation, InsertReplaceEdit, InsertTextFormat, TextEdit,
};
use crate::source::Span;

/// What was offered last: an editor asks for the meaning of the one that somebody looks at, not of all.
#[derive(Default)]
pub struct Offered {
    lists: Mutex<Lists>,
}

#[derive(Default)]
struct Lists {
    number: u64,
    meanings: Vec<String>,
}

impl Offered {
    fn keep(&self, meanings: Vec<String>) -> u64 {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.number += 1;
        lists.meanings = meanings;
        lists.number
    }

    fn meaning(&self, number: u64, item: usize) -> Option<String> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.meanings.get(item).filter(|_| lists.number == number).cloned()
    }
}

/// `textDocument/completion`
pub fn completion(context: &Context, params: CompletionParams) -> Result<CompletionList, Failure> {
    let asked = context.asked()?;
    let offset = asked.ruler.offset(params.text_document_position_params.position);
    let whole = context.whole.first().map(|whole| &**whole);
    let mut found = ide::complete(&context.files(), asked.analysis, whole, asked.file, offset);
    let meanings = found.items.iter_mut().map(|item| std::mem::take(&mut item.documentation)).collect();
    let number = context.offered.keep(meanings);
    let items = found.items.into_iter().enumerate();
    let items = items.map(|(index, item)| offered(context, asked, found.replace, offset, item, (number, index)));
    Ok(CompletionList { is_incomplete: found.incomplete, items: items.collect(), ..CompletionList::default() })
}

fn offered(
    context: &Context,
    asked: Asked<'_>,
    replace: Span,
    offset: u32,
    item: Completion,
    (list, index): (u64, usize),
) -> CompletionItem {
    let client = &context.snapshot.client;
    let ruler = asked.ruler;
    let is_snippet = item.is_snippet && client.snippets;
    let text = if item.is_snippet && !client.snippets { without_holes(&item.insert) } else { item.insert };
    let before = Span::new(replace.lo, offset.clamp(replace.lo, replace.hi));
    let edit = match client.insert_replace {
        true => CompletionItemTextEdit::InsertReplaceEdit(InsertReplaceEdit {
            new_text: text,
            insert: ruler.range(before),
            replace: ruler.range(replace),
        }),
        false => CompletionItemTextEdit::TextEdit(TextEdit { range: ruler.range(replace), new_text: text }),
    };
    let details = CompletionItemLabelDetails { detail: None, description: Some(item.detail.clone()) };
    CompletionItem {
        label: item.label,
        label_details: Some(details).filter(|_| !item.detail.is_empty()),
        kind: Some(kind(item.kind)),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        sort_text: Some(item.order).filter(|order| !order.is_empty()),
        filter_text: Some(item.filter).filter(|filter| !filter.is_empty()),
        insert_text_format: Some(if is_snippet { InsertTextFormat::Snippet } else { InsertTextFormat::PlainText }),
        text_edit: Some(edit),
        additional_text_edits: further(ruler, asked, &item.edits),
        data: Some(json!({ "list": list, "item": index })),
        ..CompletionItem::default()
    }
}

/// Further edits of the same text; an editor makes no others.
fn further(ruler: Ruler<'_>, asked: Asked<'_>, edits: &[Edit]) -> Option<Vec<TextEdit>> {
    let here = ruler.edits(edits.iter().filter(|edit| edit.location.file == asked.file));
    Some(here).filter(|edits| !edits.is_empty())
}

/// `completionItem/resolve`
pub fn resolve(context: &Context, mut item: CompletionItem) -> Result<CompletionItem, Failure> {
    let place = item.data.as_ref().and_then(|data| Some((data.get("list")?.as_u64()?, data.get("item")?.as_u64()?)));
    let meaning = place.and_then(|(list, index)| context.offered.meaning(list, usize::try_from(index).ok()?));
    item.documentation = meaning
        .filter(|meaning| !meaning.is_empty())
        .map(|meaning| Documentation::MarkupContent(markup(context, meaning)))
        .or(item.documentation);
    Ok(item)
}

/// A snippet for an editor that knows none: holes are left empty, or hold what stands in them.
fn without_holes(snippet: &str) -> String {
    let mut out = String::new();
    let mut letters = snippet.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some(_)) => out.extend(letters.next()),
            ('$', Some(next)) if next.is_ascii_digit() => while letters.next_if(char::is_ascii_digit).is_some() {},
            ('$', Some('{')) => {
                letters.next();
                while letters.next_if(char::is_ascii_digit).is_some() {}
                letters.next_if_eq(&':');
            }
            ('}', _) => {}
            (letter, _) => out.push(letter),
        }
    }
    out
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Keyword => CompletionItemKind::Keyword,
        CompletionKind::Key => CompletionItemKind::Property,
        CompletionKind::Verb => CompletionItemKind::Function,
        CompletionKind::Hedge => CompletionItemKind::EnumMember,
        CompletionKind::Name => CompletionItemKind::Variable,
        CompletionKind::Document => CompletionItemKind::Class,
        CompletionKind::Label => CompletionItemKind::Reference,
        CompletionKind::Code => CompletionItemKind::Constant,
        CompletionKind::Word => CompletionItemKind::Value,
        CompletionKind::Quotation => CompletionItemKind::Text,
        CompletionKind::Path => CompletionItemKind::File,
        CompletionKind::Snippet => CompletionItemKind::Snippet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_without_snippets_gets_the_text_of_one() {
        let plain = "source  \"Title\" { published  }";
        assert_eq!(without_holes("source $1 \"${2:Title}\" \\{ published $3 \\}$0"), plain);
    }
}
