vim.filetype.add({ extension = { attr = "attr" } })
