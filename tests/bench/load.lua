-- For wrk: asks for the paths in a file, one after the other from a given one on, and prints figures as JSON.
-- Arguments: the file, the number of the first path, and a cookie or nothing.
local paths, at = {}, 0

function init(arguments)
   for line in io.lines(arguments[1]) do
      paths[#paths + 1] = line
   end
   at = tonumber(arguments[2])
   wrk.headers["Accept-Encoding"] = "gzip"
   wrk.headers["Accept-Language"] = "de"
   wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
   if arguments[3] then
      wrk.headers["Cookie"] = arguments[3]
   end
end

function request()
   local path = paths[at % #paths + 1]
   at = at + 1
   return wrk.format("GET", path)
end

function done(summary, latency)
   local errors = summary.errors
   local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
   io.write(string.format(
      '\n{"requests": %d, "seconds": %f, "bytes": %d, "failed": %d, "p50_ms": %f, "p99_ms": %f}\n',
      summary.requests, summary.duration / 1e6, summary.bytes, failed,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
