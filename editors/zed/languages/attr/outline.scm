(from
  "from" @context
  document: (name) @name) @item

(declaration
  kind: (kind) @context
  name: (name) @name) @item

(speech
  label: (label) @name
  stance: (stance) @context) @item
