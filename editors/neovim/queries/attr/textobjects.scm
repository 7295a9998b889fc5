; A copy of `grammar/tree-sitter-attr/queries/textobjects.scm`, made by `cargo run -p attrc-generate`; do not edit.

; The captures of nvim-treesitter-textobjects, and those of Helix beside them.
(declaration (block)? @class.inner @class.inside) @class.outer @class.around
(from (block) @class.inner @class.inside) @class.outer @class.around

(speech (block)? @function.inner @function.inside) @function.outer @function.around
(response) @function.outer @function.around

(claim) @statement.outer @entry.around
(property
  key: (key) @assignment.lhs
  value: (_) @assignment.rhs @entry.inside) @assignment.outer @entry.around

(qualifier
  argument: (_) @parameter.inner @parameter.inside) @parameter.outer @parameter.around
(list (_) @parameter.inner @parameter.inside)

(comment) @comment.outer @comment.inner @comment.around @comment.inside
