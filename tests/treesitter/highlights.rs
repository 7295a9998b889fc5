//! `test/highlight/*.attr`: comments that say what stands above them is coloured as.

use tree_sitter::{Parser, Query, QueryCursor, StreamingIterator};

use super::{files, language, parser};

#[test]
fn assertions_hold() {
    let query = Query::new(&language(), tree_sitter_attr::HIGHLIGHTS).unwrap();
    let mut count = 0;
    for (path, text) in files("highlight") {
        let lines: Vec<&str> = text.lines().collect();
        let mut above = 0;
        for (row, line) in lines.iter().enumerate() {
            let Some((columns, name)) = assertion(line) else {
                above = row;
                continue;
            };
            for column in columns {
                let found = colour(&mut parser(), &query, &text, above, column);
                assert_eq!(found.as_deref(), Some(name), "{}:{}: at column {column}", path.display(), row + 1);
                count += 1;
            }
        }
    }
    assert!(count > 100);
}

/// `#   ^^ name` or `# <- name`: the columns above, in characters, and the capture.
fn assertion(line: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let rest = line.strip_prefix('#')?;
    let mark = rest.trim_start();
    if let Some(name) = mark.strip_prefix("<- ") {
        return Some((0..1, name));
    }
    let start = line.len() - mark.len();
    let name = mark.trim_start_matches('^');
    (name.len() < mark.len()).then(|| (start..start + mark.len() - name.len(), name.trim()))
}

/// The capture of the smallest node at a place; of several patterns the last counts.
fn colour(parser: &mut Parser, query: &Query, text: &str, row: usize, column: usize) -> Option<String> {
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let at = start + text[start..].chars().take(column).map(char::len_utf8).sum::<usize>();
    let tree = parser.parse(text, None)?;
    let mut cursor = QueryCursor::new();
    let mut captures = cursor.captures(query, tree.root_node(), text.as_bytes());
    let mut best: Option<(usize, usize, u32)> = None;
    while let Some((found, index)) = captures.next() {
        let capture = found.captures()[*index];
        let range = capture.node.byte_range();
        if !range.contains(&at) {
            continue;
        }
        let rank = (range.len(), found.pattern_index, capture.index);
        let better = best.is_none_or(|(length, pattern, _)| rank.0 < length || rank.0 == length && rank.1 >= pattern);
        best = if better { Some(rank) } else { best };
    }
    best.map(|(_, _, capture)| query.capture_names()[capture as usize].to_owned())
}
