-- Options of buffers with attribution facts. What the server or the parser gives is switched on where it is there.
if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

vim.bo.commentstring = "# %s"
vim.bo.comments = ":#"
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.bo.textwidth = 0
vim.bo.suffixesadd = ".attr"
-- Kinds, verbs and hedges have hyphens in them.
vim.opt_local.iskeyword:append("-")
-- `gq` lays whole statements out, by the server where it runs.
vim.bo.formatexpr = "v:lua.vim.lsp.formatexpr()"
vim.cmd.compiler("attrc")

-- The grammar of tree-sitter is a file of its own (README.md), and may be missing.
local parsed = pcall(vim.treesitter.start)
local here = vim.api.nvim_get_current_buf()

---@param expression string
local function fold_by(expression)
  for _, window in ipairs(vim.fn.win_findbuf(here)) do
    vim.wo[window][0].foldmethod = "expr"
    vim.wo[window][0].foldexpr = expression
    vim.wo[window][0].foldlevel = 99
  end
end

if parsed then
  fold_by("v:lua.vim.treesitter.foldexpr()")
end
vim.api.nvim_create_autocmd("LspAttach", {
  buffer = here,
  group = vim.api.nvim_create_augroup("attrc." .. here, {}),
  desc = "fold, and show resolved words, as the server says",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= "attrc" then
      return
    end
    if client:supports_method("textDocument/foldingRange", here) then
      fold_by("v:lua.vim.lsp.foldexpr()")
    end
    if vim.g.attr_inlay_hints ~= false and client:supports_method("textDocument/inlayHint", here) then
      vim.lsp.inlay_hint.enable(true, { bufnr = here })
    end
    if vim.g.attr_code_lens ~= false and client:supports_method("textDocument/codeLens", here) then
      vim.lsp.codelens.refresh({ bufnr = here })
      vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "BufWritePost" }, {
        buffer = here,
        group = "attrc." .. here,
        desc = "count claims and denials anew",
        callback = function()
          vim.lsp.codelens.refresh({ bufnr = here })
        end,
      })
    end
  end,
})

vim.b.undo_ftplugin = "setl cms< com< et< sw< sts< tw< sua< isk< fex< mp< efm< fdm< fde< fdl<"
  .. " | silent! lua vim.api.nvim_del_augroup_by_name('attrc.' .. vim.api.nvim_get_current_buf())"
