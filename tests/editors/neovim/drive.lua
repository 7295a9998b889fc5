-- Neovim with the package of `editors/neovim` on `attrc lsp`, as somebody would use it: the texts that come out have to be
-- those in `expected/`, whatever unit positions are counted in.
--
--   nvim --headless -u NONE -i NONE -l drive.lua REPOSITORY PROJECT ENCODING
local repository, project, encoding = arg[1], arg[2], arg[3]
package.path = repository .. "/tests/editors/neovim/?.lua;" .. package.path
local steps = require("steps")
local step, await, equal, has, place, go = steps.step, steps.await, steps.equal, steps.has, steps.place, steps.go

vim.opt.runtimepath:prepend(repository .. "/editors/neovim")
vim.opt.swapfile = false
vim.opt.hidden = true
vim.cmd("filetype plugin indent on")
-- The second run is another editor: one that counts otherwise, and that asks for findings and can be told to ask again.
-- Neovim can be told since 0.12; before, it is only listening.
local pulls = encoding ~= "utf-8"
if pulls then
  vim.lsp.config("attrc", {
    capabilities = {
      general = { positionEncodings = { encoding } },
      workspace = { diagnostics = { refreshSupport = true } },
    },
  })
  vim.lsp.handlers["workspace/diagnostic/refresh"] = function(_, _, context)
    vim.schedule(function()
      vim.lsp.util._refresh("textDocument/diagnostic", { client_id = context.client_id })
    end)
    return vim.NIL
  end
end
vim.lsp.enable("attrc")

vim.cmd.edit(project .. "/main.attr")
local main = vim.api.nvim_get_current_buf()
---@type vim.lsp.Client
local client

---Asks the server, as the editor's own functions do.
local function ask(method, params)
  local answer = client:request_sync(method, params, 10000, main)
  if not answer then
    error(method .. ": no answer", 0)
  end
  if answer.err then
    error(method .. ": " .. answer.err.message, 0)
  end
  return answer.result
end
local function document()
  return vim.lsp.util.make_text_document_params(main)
end
local function here()
  return vim.lsp.util.make_position_params(0, client.offset_encoding)
end
---What a range of the protocol covers, in bytes: line, from, to.
local function covered(buffer, range)
  local function byte(position)
    local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ""
    return vim.str_byteindex(line, client.offset_encoding, position.character)
  end
  return { line = range.start.line, from = byte(range.start), to = byte(range["end"]) }
end
---The findings of a buffer that have a code, as line, first byte, byte behind it.
local function findings(buffer)
  return vim.tbl_map(function(finding)
    return {
      code = finding.code,
      line = finding.lnum,
      from = finding.col,
      to = finding.end_col,
      severity = finding.severity,
    }
  end, vim.diagnostic.get(buffer))
end
local function finding(text, code, severity)
  return vim.tbl_extend("force", place(main, text), { code = code, severity = severity })
end

step("the package knows the file", function()
  equal("attr", vim.bo.filetype, "filetype")
  equal("# %s", vim.bo.commentstring, "commentstring")
  equal(2, vim.bo.shiftwidth, "shiftwidth")
end)

step("the server attaches in " .. encoding, function()
  client = await("a client", function()
    local found = vim.lsp.get_clients({ bufnr = main, name = "attrc" })[1]
    return found and found.initialized and found or nil
  end)
  equal(encoding, client.offset_encoding, "negotiated encoding")
  equal(vim.uv.fs_realpath(project), vim.uv.fs_realpath(client.root_dir), "root")
end)
if not client then
  vim.cmd.cquit()
end

step("a finding stands exactly where it is, behind CJK and astral characters", function()
  await("findings", function()
    return #vim.diagnostic.get(main) > 0
  end)
  -- The whole analysis comes later, and may add none.
  vim.wait(500)
  equal({ finding("harbor", "E0402", vim.diagnostic.severity.ERROR) }, findings(main), "findings")
end)

if pulls then
  step("findings were pulled, and not pushed as well", function()
    equal(true, client:supports_method("textDocument/diagnostic"), "the server lets them be pulled")
    local report = ask("textDocument/diagnostic", { textDocument = document() })
    equal("full", report.kind, "report")
    equal(1, #report.items, "items")
    equal(place(main, "harbor"), covered(main, report.items[1].range), "range")
    equal({}, vim.diagnostic.get(main, { namespace = vim.lsp.diagnostic.get_namespace(client.id, false) }), "pushed")
  end)
end

step("completion offers the name in scope, and documents it", function()
  go("harbor", 1, #"harb")
  local answer = ask("textDocument/completion", here())
  local items = answer.items or answer
  local item = vim.iter(items):find(function(item)
    return item.label == "harbour"
  end)
  if not item then
    error("no `harbour` among " .. #items .. " items", 0)
  end
  if item.documentation == nil then
    item = ask("completionItem/resolve", item)
  end
  has(vim.inspect(item), "港湾局𠮷", "what is told about it")
  -- What it replaces begins where the word does, counted in the negotiated unit.
  local edit = item.textEdit
  if edit then
    equal(place(main, "harbor").from, covered(main, edit.range or edit.replace).from, "what it replaces")
  end
end)

step("hover tells who a name is", function()
  go("linked-to kirin", 1, #"linked-to ")
  local answer = ask("textDocument/hover", here())
  local told = type(answer.contents) == "table" and answer.contents.value or answer.contents
  has(told, "麒麟𠮷", "hover")
end)

step("definition goes to the other file", function()
  go("linked-to kirin", 1, #"linked-to ")
  vim.lsp.buf.definition()
  await("the other file", function()
    return vim.api.nvim_buf_get_name(0):match("parties%.attr$")
  end)
  local wanted = place(0, "kirin")
  equal({ wanted.line + 1, wanted.from }, vim.api.nvim_win_get_cursor(0), "cursor")
end)
local parties = vim.fn.bufadd(project .. "/parties.attr")
vim.fn.bufload(parties)
vim.api.nvim_set_current_buf(main)

step("references are all places, in both files", function()
  go("linked-to kirin", 1, #"linked-to ")
  local params = here()
  params.context = { includeDeclaration = true }
  local wanted, found = {}, {}
  for nth = 1, 3 do
    local there = place(main, "kirin", nth)
    table.insert(wanted, ("main.attr:%d:%d-%d"):format(there.line, there.from, there.to))
  end
  local declared = place(parties, "kirin")
  table.insert(wanted, ("parties.attr:%d:%d-%d"):format(declared.line, declared.from, declared.to))
  for _, location in ipairs(ask("textDocument/references", params)) do
    local buffer = vim.uri_to_bufnr(location.uri)
    vim.fn.bufload(buffer)
    local there = covered(buffer, location.range)
    table.insert(found, ("%s:%d:%d-%d"):format(vim.fs.basename(location.uri), there.line, there.from, there.to))
  end
  table.sort(wanted)
  table.sort(found)
  equal(wanted, found, "references")
end)

step("highlights are those of this file", function()
  go("linked-to kirin", 1, #"linked-to ")
  local found = vim.tbl_map(function(highlight)
    return covered(main, highlight.range)
  end, ask("textDocument/documentHighlight", here()))
  table.sort(found, function(a, b)
    return a.line < b.line
  end)
  equal({ place(main, "kirin", 1), place(main, "kirin", 2), place(main, "kirin", 3) }, found, "highlights")
end)

step("a selection grows from the word to the claim", function()
  go("linked-to kirin", 1, #"linked-to ")
  local position = here()
  local selection = ask("textDocument/selectionRange", {
    textDocument = position.textDocument,
    positions = { position.position },
  })[1]
  equal(place(main, "kirin", 1), covered(main, selection.range), "innermost")
  local claim = place(main, 'class "攻撃者𠮷🦄"   linked-to kirin  likely')
  local seen = {}
  while selection do
    table.insert(seen, vim.deep_equal(claim, covered(main, selection.range)))
    selection = selection.parent
  end
  equal(true, vim.tbl_contains(seen, true), "one of its " .. #seen .. " steps is the claim")
end)

step("semantic tokens tell names from verbs", function()
  go("linked-to kirin", 1, #"linked-to ")
  local wanted = place(main, "kirin", 1)
  local token = await("a token", function()
    return (vim.lsp.semantic_tokens.get_at_pos(main, wanted.line, wanted.from) or {})[1]
  end)
  equal({ wanted.from, wanted.to }, { token.start_col, token.end_col }, "columns of the token")
  local verb = place(main, "linked-to")
  local other = vim.lsp.semantic_tokens.get_at_pos(main, verb.line, verb.from)[1]
  equal({ verb.from, verb.to }, { other.start_col, other.end_col }, "columns of the verb")
  if token.type == other.type then
    error("both are of type " .. token.type, 0)
  end
  return token.type .. ", " .. other.type
end)

step("inlay hints are shown in the text", function()
  local hints = await("hints", function()
    local found = vim.lsp.inlay_hint.get({ bufnr = main })
    return #found > 0 and found
  end)
  local line = place(main, "linked-to kirin").line
  local there = vim.iter(hints):find(function(hint)
    return hint.inlay_hint.position.line == line
  end)
  if not there then
    error("none beside the hedge", 0)
  end
  return ("%d, beside the hedge %s"):format(#hints, vim.inspect(there.inlay_hint.label))
end)

step("lenses count what is said", function()
  local lenses = await("lenses", function()
    vim.lsp.codelens.refresh({ bufnr = main })
    vim.wait(200)
    local found = vim.lsp.codelens.get(main)
    return #found > 0 and found
  end)
  local titled = vim.iter(lenses):find(function(lens)
    return lens.range.start.line == place(main, "[entry]").line
  end)
  if not titled then
    error("none above the label that is answered", 0)
  end
  has(titled.command.title, "報道官𠮷", "who denies it")
  vim.api.nvim_win_set_cursor(0, { titled.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  local listed = await("the places that it counts", function()
    local found = vim.fn.getqflist()
    return #found > 0 and found
  end)
  vim.cmd.cclose()
  equal(place(main, "spokesman denies").line + 1, listed[1].lnum, "line of the answer")
  return ("%d, %q"):format(#lenses, titled.command.title)
end)

step("the outline has the document, its people and its labels", function()
  local names = {}
  local function walk(symbols)
    for _, symbol in ipairs(symbols) do
      names[symbol.name] = covered(main, symbol.selectionRange or symbol.location.range)
      walk(symbol.children or {})
    end
  end
  walk(ask("textDocument/documentSymbol", { textDocument = document() }))
  equal(place(main, "bulletin", 1).line, (names.bulletin or {}).line, "bulletin")
  equal(place(main, "spokesman", 1), names.spokesman, "spokesman")
end)

step("symbols of the workspace are found by a part of their name", function()
  local found = await("symbols", function()
    local found = ask("workspace/symbol", { query = "kiri" })
    return found and #found > 0 and found
  end)
  equal("kirin", found[1].name:match("^%w+"), "first symbol")
  has(found[1].location.uri, "parties.attr", "where")
end)

step("blocks fold as the server says", function()
  has(vim.wo.foldexpr, "lsp", "foldexpr")
  local from = place(main, "from bulletin {").line
  local folds = ask("textDocument/foldingRange", { textDocument = document() })
  local block = vim.iter(folds):find(function(fold)
    return fold.startLine == from
  end)
  if not block then
    error("no fold begins at `from`", 0)
  end
  await("the fold", function()
    return vim.fn.foldlevel(from + 2) > 0
  end)
end)

step("a code action mends the name", function()
  go("harbor", 1, 1)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find("harbour", 1, true) ~= nil
    end,
  })
  await("the mended name", function()
    return steps.text(main):find("targets harbour", 1, true)
  end)
end)

step("findings are those of the new text: the whole project's", function()
  local wanted = finding('"木馬🦄"', "L1305", vim.diagnostic.severity.WARN)
  await("the other finding alone", function()
    local found = findings(main)
    return #found == 1 and found[1].code == wanted.code
  end)
  equal({ wanted }, findings(main), "findings")
end)

step("renaming changes both files", function()
  go("linked-to kirin", 1, #"linked-to ")
  equal(place(main, "kirin", 1), (function()
    local answer = ask("textDocument/prepareRename", here())
    return covered(main, answer.range or answer)
  end)(), "what is to be renamed")
  vim.lsp.buf.rename("qilin")
  await("the new name in both", function()
    return steps.text(main):find("linked-to qilin", 1, true) and steps.text(parties):find("actor qilin", 1, true)
  end)
  equal(nil, steps.text(main):find("kirin", 1, true), "the old name in main.attr")
end)

step("formatting lays the file out", function()
  vim.lsp.buf.format({ bufnr = main, timeout_ms = 10000 })
  equal(nil, steps.text(main):find("   linked-to", 1, true), "blanks")
end)

step("the texts are what was expected", function()
  for name, buffer in pairs({ ["main.attr"] = main, ["parties.attr"] = parties }) do
    local wanted = io.open(repository .. "/tests/editors/expected/" .. name):read("a")
    steps.same_text(wanted, steps.text(buffer), name)
  end
end)

step("the server ends when it is told to", function()
  client:stop()
  await("its end", function()
    return client:is_stopped()
  end)
end)

step("indentation of the package is that of the formatter", function()
  vim.api.nvim_set_current_buf(main)
  local laid_out = steps.text(main)
  vim.cmd("silent %left")
  vim.cmd("silent normal! gg=G")
  steps.same_text(laid_out, steps.text(main), "main.attr")
end)

if steps.failed > 0 then
  io.stdout:write(("%d steps failed\n"):format(steps.failed))
  vim.cmd.cquit()
end
vim.cmd("qall!")
