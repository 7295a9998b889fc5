-- Steps of a test in a real editor: each says what it has seen, and a failed one does not hide the others.
local M = { failed = 0 }

---@param name string
---@param check fun(): string?
function M.step(name, check)
  local began = vim.uv.hrtime()
  local passed, said = xpcall(check, function(message)
    return type(message) == "string" and message or vim.inspect(message)
  end)
  local took = math.floor((vim.uv.hrtime() - began) / 1e6)
  if not passed then
    M.failed = M.failed + 1
  end
  io.stdout:write(("  %s %s (%d ms)%s\n"):format(passed and "ok  " or "FAIL", name, took, said and ": " .. said or ""))
end

---Waits until something is so; what is then returned.
---@generic T
---@param what string
---@param probe fun(): T?
---@return T
function M.await(what, probe)
  local found
  vim.wait(10000, function()
    found = probe()
    return found and true or false
  end, 20)
  if not found then
    error("in vain waited for: " .. what, 0)
  end
  return found
end

---@param wanted any
---@param got any
---@param what string
function M.equal(wanted, got, what)
  if not vim.deep_equal(wanted, got) then
    error(("%s: wanted %s, got %s"):format(what, vim.inspect(wanted), vim.inspect(got)), 0)
  end
end

---The first line that two texts do not share.
---@param wanted string
---@param got string
---@param what string
function M.same_text(wanted, got, what)
  local lines = vim.split(got, "\n")
  for at, line in ipairs(vim.split(wanted, "\n")) do
    M.equal(line, lines[at], ("%s:%d"):format(what, at))
  end
  M.equal(wanted, got, what)
end

---@param text string
---@param part string
---@param what string
function M.has(text, part, what)
  if not text:find(part, 1, true) then
    error(("%s: no %q in %q"):format(what, part, text), 0)
  end
end

---The place of the nth occurrence of a text in a buffer: line and byte from 0, and the byte behind it.
---@param buffer integer
---@param text string
---@param nth? integer
---@return { line: integer, from: integer, to: integer }
function M.place(buffer, text, nth)
  local left = nth or 1
  for at, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from = 1
    while true do
      local first, last = line:find(text, from, true)
      if not first then
        break
      end
      left = left - 1
      if left == 0 then
        return { line = at - 1, from = first - 1, to = last }
      end
      from = last + 1
    end
  end
  error(("%q stands not %d times in the buffer"):format(text, nth or 1), 0)
end

---Puts the cursor on the nth occurrence of a text.
---@param text string
---@param nth? integer
---@param offset? integer bytes from its beginning
function M.go(text, nth, offset)
  local place = M.place(0, text, nth)
  vim.api.nvim_win_set_cursor(0, { place.line + 1, place.from + (offset or 0) })
end

---The text of a buffer.
---@param buffer integer
---@return string
function M.text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") .. "\n"
end

return M
