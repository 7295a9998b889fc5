-- `:make` checks the project, and the quickfix list has what was found.
vim.g.current_compiler = "attrc"
vim.bo.makeprg = "attrc check --format short $*"
vim.bo.errorformat = "%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,%f:%l:%c: %tote: %m,%trror: %m"
