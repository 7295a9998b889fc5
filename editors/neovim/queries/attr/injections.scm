; A copy of `grammar/tree-sitter-attr/queries/injections.scm`, made by `cargo run -p attrc-generate`; do not edit.

((comment) @injection.content
  (#set! injection.language "comment"))

; The pattern of an indicator, beside its type.
((property
  key: (key) @_key
  value: (string (string_content) @injection.content))
  .
  (property
    key: (key) @_type
    value: (word) @_language)
  (#eq? @_key "pattern")
  (#eq? @_type "pattern_type")
  (#eq? @_language "stix")
  (#set! injection.language "stix_pattern"))

((property
  key: (key) @_type
  value: (word) @_language)
  .
  (property
    key: (key) @_key
    value: (string (string_content) @injection.content))
  (#eq? @_key "pattern")
  (#eq? @_type "pattern_type")
  (#eq? @_language "stix")
  (#set! injection.language "stix_pattern"))

((property
  key: (key) @_key
  value: (string (string_content) @injection.content))
  .
  (property
    key: (key) @_type
    value: (word) @injection.language)
  (#eq? @_key "pattern")
  (#eq? @_type "pattern_type")
  (#any-of? @injection.language "yara" "sigma" "snort"))

((property
  key: (key) @_key
  value: (string (string_content) @injection.content))
  .
  (property
    key: (key) @_type
    value: (word) @_language)
  (#eq? @_key "pattern")
  (#eq? @_type "pattern_type")
  (#eq? @_language "pcre")
  (#set! injection.language "regex"))
