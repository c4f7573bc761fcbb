/** What `recloser-lab --help` says. */
export const HELP = `recloser-lab: what would other circuit breaker settings have done on your own traffic?

  recloser-lab replay FILE [options]    replays a log through candidate settings and compares them
  recloser-lab tune FILE [options]      tries many settings, and prints the best as code

FILE is a log of HTTP calls; - reads standard input. It may be packed with gzip. The kind is found out:
  har        a HAR file that a browser exported (network panel, "Export HAR")
  ndjson     lines of JSON, as pino-http writes them, or any others with a time and a status
  combined   access logs of nginx or Apache; put the request time at the end of log_format or LogFormat:
               nginx   '… "$http_user_agent" $request_time'       Apache   … "%{User-Agent}i" %D
  csv        a first line with the names of the columns, then a call a line

Try it:
  recloser-lab replay access.log.gz
  recloser-lab replay calls.har --by route --html report.html
  zcat access.log.*.gz | recloser-lab replay - --settings candidates.json
  recloser-lab tune access.log --max-lost 0.1

Candidates
  --preset NAME       defaults, page or server; may be repeated           (default: all three)
  --settings FILE     a JSON file: { "fast": { "openDurationMs": 5000 }, "calm": { "failureThreshold": 10 } }
                      The fields are those of CircuitBreakerConfig.
  --max-lost PERCENT  tune: the most good calls that settings may lose     (default: 1)

What has a breaker of its own
  --by host|route     a breaker for each host, or each route               (default: host)
  --route TEMPLATE    a route that is known, like /users/:id; may be repeated. Others are guessed:
                      parts of a path that do not look like words are shown as :id
  --max-targets N     keep breakers for at most so many hosts or routes    (default: 1000)

When a guess is wrong
  --format KIND       har, ndjson, combined or csv
  --column WHAT=NAME  the field or column of time, status, duration, url, method or host; may be repeated
  --duration-unit U   s, ms, us or ns
  --time-is WHEN      start or end: which moment of a call the log's time is
  --reorder SECONDS   by how much lines may be out of order                (default: 60)

Output
  --json              the whole report as JSON
  --html FILE         the report as one page with plots; it loads nothing
  --quiet             no progress on standard error
  --help, --version

Hosts and templates of routes are all that is shown of URLs: no queries, no user info, no ids. Damaged lines are counted
and skipped. What a log cannot say is said beside each figure: calls that were never made are not in it.
`
