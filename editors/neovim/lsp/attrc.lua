-- The language server, in the form of |lsp-config|: `vim.lsp.enable("attrc")` starts it with every `.attr` file.
---@type vim.lsp.Config
return {
  cmd = { "attrc", "lsp" },
  filetypes = { "attr" },
  root_markers = { "attr.toml", ".git" },
}
