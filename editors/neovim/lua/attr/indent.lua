-- How far a line is indented, by the lines before it.
local words = require("attr.words")

local M = {}

---A line without what stands in its strings and its comment, so that only brackets of blocks are left.
---@param number integer
---@return string
local function bare(number)
  return (vim.fn.getline(number):gsub("\\.", ""):gsub('"[^"]*"', '""'):gsub("#.*$", ""))
end

---@param text string
---@return integer opened how many brackets stay open behind it
local function opened(text)
  local _, opening = text:gsub("[{%[]", "")
  local _, closing = text:gsub("[}%]]", "")
  return opening - closing
end

---Whether a line goes on with the claim or the property of the line before.
---@param number integer
---@return boolean
local function goes_on(number)
  local first = bare(number):match("^%s*([a-z][a-z0-9-]*)")
  -- `confidence` is a key as well; in a claim it stands on the claim's line more often than not.
  if first and first ~= "confidence" and (words.qualifiers[first] or words.hedges[first]) then
    return true
  end
  return bare(vim.fn.prevnonblank(number - 1)):match(",%s*$") ~= nil
end

---Whether a line stands in a text of several lines, which is left alone.
---@param number integer
---@return boolean
local function in_text(number)
  if vim.fn.search('"""', "cnw") == 0 then
    return false
  end
  local quotes = 0
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, number - 1, false)) do
    local _, found = line:gsub('"""', "")
    quotes = quotes + found
  end
  return quotes % 2 == 1
end

---The columns that line `number` is to have; -1 leaves it as it is.
---@param number integer
---@return integer
function M.of(number)
  if in_text(number) then
    return -1
  end
  local head = vim.fn.prevnonblank(number - 1)
  while head > 0 and goes_on(head) do
    head = vim.fn.prevnonblank(head - 1)
  end
  if head == 0 then
    return 0
  end
  -- What closes at the beginning of a line has moved that line already.
  local depth = opened((bare(head):gsub("^%s*[}%]]+", "")))
  for between = head + 1, number - 1 do
    depth = depth + opened(bare(between))
  end
  if bare(number):match("^%s*[}%]]") then
    depth = depth - 1
  end
  local further = goes_on(number) and 4 or 0
  return math.max(0, vim.fn.indent(head) + depth * vim.fn.shiftwidth() + further)
end

return M
