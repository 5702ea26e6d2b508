-- Asks POST /v1/authorize with one token after the other, for ever, and says at the end what came of it, as one line of JSON.
local requests = {}
local last = 0

function init(args)
  local headers = { ["Content-Type"] = "application/json" }
  for token in io.lines(args[1]) do
    headers["Authorization"] = "Bearer " .. token
    requests[#requests + 1] = wrk.format("POST", "/v1/authorize", headers, '{"method":"GET","path":"/blog"}')
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format('{"answered":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d}\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
