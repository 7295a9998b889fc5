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
