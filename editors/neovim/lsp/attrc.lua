-- The language server, in the form of |lsp-config|: `vim.lsp.enable("attrc")` starts it with every `.attr` file.
---@type vim.lsp.Config
return {
  cmd = { "attrc", "lsp" },
  filetypes = { "attr" },
  root_markers = { "attr.toml", ".git" },
  commands = {
    -- What a lens counts goes to the quickfix list.
    ["attrc.showReferences"] = function(command, context)
      local client = assert(vim.lsp.get_client_by_id(context.client_id))
      local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
      vim.fn.setqflist({}, " ", { title = command.title, items = items })
      vim.cmd.copen()
    end,
  },
}
