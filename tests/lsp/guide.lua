-- SPDX-License-Identifier: MIT
-- Neovim with what the guide has for init.lua: opens three files, and writes what it has seen to guide.json. Run by test_neovim.py.
local seen = { attached = {} }
local root = os.getenv('WMEM_ROOT')

local function run()
  local buffers = {}
  for _, name in ipairs({ 'old.c', 'part.h', 'umlauts.c' }) do
    vim.cmd('edit ' .. root .. '/' .. name)
    table.insert(buffers, vim.api.nvim_get_current_buf())
  end
  vim.wait(20000, function() return #vim.lsp.get_active_clients() > 0 end, 20)
  vim.wait(1000, function() return #vim.lsp.get_active_clients() > 1 end, 20)
  local clients = vim.lsp.get_active_clients()
  for _, buffer in ipairs(buffers) do
    table.insert(seen.attached, vim.lsp.buf_is_attached(buffer, clients[1].id))
  end
  seen.servers = #clients
  seen.root = clients[1].config.root_dir
  vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  seen.diagnostics = #vim.diagnostic.get(0)
  vim.lsp.stop_client(clients[1].id)
  vim.wait(10000, function() return clients[1].is_stopped() end)
end

local good, problem = pcall(run)
if not good then seen.problem = tostring(problem) end
vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv('HOME') .. '/guide.json')
vim.cmd('qall!')
