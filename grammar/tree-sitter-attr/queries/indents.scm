; The captures of Neovim, and those of Helix beside them.
[
  (block)
  (dictionary)
  (list)
] @indent.begin @indent

[ "}" "]" ] @indent.branch @indent.end @outdent

; Qualifiers of a claim or a value that stand on lines of their own.
(qualified) @indent.begin @indent

; The lines of a text are its own.
(text) @indent.auto
(comment) @indent.auto
