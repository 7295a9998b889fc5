; What is declared.
(declaration
  name: (name) @name) @definition.class

(speech
  label: (label !document name: (name) @name)) @definition.constant

(response
  label: (label !document name: (name) @name)) @definition.constant

(claim
  label: (label !document name: (name) @name)) @definition.constant

; What it is referred to by.
(from document: (name) @name) @reference.class
(speech speaker: (name) @name) @reference.class
(response speaker: (name) @name) @reference.class
(claim subject: (name) @name) @reference.class
(claim object: (name) @name) @reference.class
(qualified value: (name) @name) @reference.class
