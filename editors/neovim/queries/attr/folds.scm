; A copy of `grammar/tree-sitter-attr/queries/folds.scm`, made by `cargo run -p attrc-generate`; do not edit.

; What takes several lines can be folded.
[
  (declaration)
  (from)
  (speech)
  (dictionary)
  (list)
  (text)
] @fold

(comment)+ @fold
