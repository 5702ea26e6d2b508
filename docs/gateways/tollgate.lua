-- Asks Tollgate about a request before HAProxy lets it through; see haproxy.cfg.
local check = "http://127.0.0.1:8080/v1/check"
local patience = 3000 -- ms

local told_to_the_api = { "x-quota-principal", "x-quota-roles", "x-quota-decision-id" }
local told_to_the_client = { "content-type", "cache-control", "www-authenticate", "retry-after", "ratelimit", "ratelimit-policy" }

local function first(headers, name)
  for _, value in pairs(headers and headers[name] or {}) do
    return value
  end
end

core.register_action("tollgate", { "http-req" }, function(txn)
  local asked = {
    ["x-original-method"] = { txn.sf:method() },
    ["x-original-uri"] = { txn.sf:pathq() },
    ["authorization"] = txn.http:req_get_headers()["authorization"],
  }
  local answer = core.httpclient():get({ url = check, headers = asked, timeout = patience })

  if answer.status == 200 then
    for _, name in ipairs(told_to_the_api) do
      txn.http:req_set_header(name, first(answer.headers, name) or "")
    end
    txn:set_var("txn.tollgate_ratelimit", first(answer.headers, "ratelimit"))
    txn:set_var("txn.tollgate_policy", first(answer.headers, "ratelimit-policy"))
    txn:set_var("txn.tollgate", "allow")
    return
  end

  local reply = txn:reply()
  reply:set_status(answer.status ~= 0 and answer.status or 503)
  for _, name in ipairs(told_to_the_client) do
    local value = first(answer.headers, name)
    if value then
      reply:add_header(name, value)
    end
  end
  reply:set_body(answer.body or "")
  txn:done(reply)
end)
