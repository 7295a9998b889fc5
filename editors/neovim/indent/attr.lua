-- Indentation while typing, where no server lays out: two columns a block, four more where a claim goes on.
if vim.b.did_indent then
  return
end
vim.b.did_indent = 1

vim.bo.indentexpr = "v:lua.require'attr.indent'.of(v:lnum)"
vim.bo.indentkeys = "0},0],o,O,!^F"
vim.b.undo_indent = "setl inde< indk<"
