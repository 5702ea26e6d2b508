-- Asks POST /v1/authorize with one token after the other, for ever, and says at the end what came of it, as one line of JSON.
-- Arguments: the file of tokens, how often each is used in a row, how many of them are skipped.
local requests = {}
local calls = 0
local in_a_row = 1

function init(args)
  local headers = { ["Content-Type"] = "application/json" }
  local skip = tonumber(args[3])
  in_a_row = tonumber(args[2])
  for token in io.lines(args[1]) do
    if skip > 0 then
      skip = skip - 1
    else
      headers["Authorization"] = "Bearer " .. token
      requests[#requests + 1] = wrk.format("POST", "/v1/authorize", headers, '{"method":"GET","path":"/blog"}')
    end
  end
end

function request()
  local token = math.floor(calls / in_a_row) % #requests + 1
  calls = calls + 1
  return requests[token]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format('{"answered":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d}\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
