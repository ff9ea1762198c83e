-- SPDX-License-Identifier: MIT
-- Neovim as the client: it starts the server, reads a file, asks, and carries out what it is offered. Run by test_neovim.py;
-- writes what it has seen as JSON to $WMEM_SEEN.
local seen = {}
local file = os.getenv('WMEM_FILE')
local command = vim.fn.json_decode(os.getenv('WMEM_COMMAND'))

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
  for _, answer in pairs(answers or {}) do
    if answer.error then return { error = answer.error } end
    return answer.result
  end
end

local function wait_for_diagnostics(count)
  vim.wait(60000, function() return count(#vim.diagnostic.get(0)) end, 20)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { diagnostic.lnum, diagnostic.col, diagnostic.severity, diagnostic.message })
  end
  return found
end

local function actions(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  return ask('textDocument/codeAction', params)
end

-- As vim.lsp.buf.code_action() does once somebody has chosen.
local function carry_out(client, list, title)
  for _, action in ipairs(list) do
    if vim.startswith(action.title, title) then
      if not action.edit then action = ask('codeAction/resolve', action) end
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      return vim.api.nvim_buf_get_lines(0, 0, -1, true)
    end
  end
end

local function run()
  vim.cmd('edit ' .. file)
  local id = vim.lsp.start_client({ name = 'wmem-migrate', cmd = command, root_dir = os.getenv('WMEM_ROOT') })
  vim.lsp.buf_attach_client(0, id)
  vim.wait(10000, function() return vim.lsp.buf_is_attached(0, id) end)
  local client = vim.lsp.get_client_by_id(id)
  seen.encoding = client.offset_encoding
  seen.first = wait_for_diagnostics(function(count) return count > 0 end)
  vim.api.nvim_win_set_cursor(0, { 7, 45 })
  seen.hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
  seen.site = carry_out(client, actions(7, 45), "Rewrite 'ep_strdup' here")
  vim.cmd('undo')
  seen.undone = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  seen.suppressed = carry_out(client, actions(7, 45), "Suppress 'ep_strdup'")
  vim.cmd('undo')
  seen.whole = carry_out(client, actions(7, 45), 'Rewrite this file')
  seen.last = wait_for_diagnostics(function(count) return count == 0 end)
  vim.cmd('silent write! ' .. os.getenv('WMEM_WRITTEN'))
  vim.lsp.stop_client(id)
  seen.stopped = vim.wait(10000, function() return client.is_stopped() end)
end

local good, problem = pcall(run)
if not good then seen.problem = tostring(problem) end
vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv('WMEM_SEEN'))
vim.cmd('qall!')
