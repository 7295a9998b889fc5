; Names are those of the whole file, and of the files that it uses.
(file) @local.scope

(declaration name: (name) @local.definition)

; Labels are those of their document.
(from) @local.scope
(speech label: (label !document name: (name) @local.definition))
(response label: (label !document name: (name) @local.definition))
(claim label: (label !document name: (name) @local.definition))

(name) @local.reference
(word) @local.reference
