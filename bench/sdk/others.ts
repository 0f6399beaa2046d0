// What others do in the same cases, each by its default options against one local server a case.
export const FAULTS_OF_OTHERS = {
  names: ["openapi-fetch", "hey-api", "medplum", "supabase", "stripe", "openai", "anthropic", "octokit/core", "octokit"],
  rows: {
    "GET 429, Retry-After 1": ["returns", "returns", "retries after 0.5 s (ignores header)", "returns", "throws, no retry", "retries after 1.0 s", "1.0 s", "throws", "1.0 s"],
    "GET 429, Retry-After 90": ["returns", "returns", "3 tries in 1.3 s", "returns", "throws", "3 tries in 1.3 s", "waits", "throws", "3 tries in 5 s, waits on"],
    "GET 503 then 200": ["returns 503", "returns 503", "ok", "ok (1 s)", "ok", "ok", "ok", "throws", "ok"],
    "POST 503 then 200: attempts / key": ["1 / –", "1 / –", "2 / none", "1 / –", "2 / same key", "2 / none", "2 / none", "1 / –", "2 / none"],
    "POST connection reset: attempts / key": ["1 / –", "1 / –", "2 in 1 ms / none", "1 / –", "2 / same key", "2 / none", "2 / none", "1 / –", "2 / none"],
    "200 with HTML": ["bare `SyntaxError`", "string as data", "string as data", "error, status 200", "error, no status", "string as data", "string as data", "string as data", "string as data"],
    "500, empty body": ["no error, no data", "error `{}`", "throws, no status", "error `\"\"`", "\"Invalid JSON\", no status", "500 typed", "500 typed", "500", "4 tries, 14 s"],
    "422 problem+json": ["body returned", "body returned", "JSON in message", "body returned", "treated as success", "typed, body kept", "typed, body kept", "\"Unknown error\", empty", "same"],
    "body stalls, timeout 1 s": ["hangs", "hangs", "hangs", "hangs", "1.0 s", "1.0 s × 3", "hangs", "hangs", "hangs"],
    "connection refused": ["`TypeError` 1 ms", "returned", "`TypeError` after 2 ms (retries without waiting)", "7 s, status 0", "typed, 1 s", "typed, 1.3 s", "typed, 1.4 s", "\"500\"", "\"500\" after 14 s"],
    "error carries request id": ["via response", "via response", "no", "no", "yes", "yes", "yes", "via headers", "via headers"],
  },
};

export const SESSIONS_OF_OTHERS = {
  names: ["medplum 5.2.13", "supabase-js 2.119.1"],
  rows: {
    "expired token, 10 parallel reads": ["1 refresh, 10 ok", "1 refresh, 10 ok"],
    "client clock +20 min, 10 serial reads": ["first read fails \"Token expired\", session wiped, the other 9 succeed without an Authorization header (checked on the server), `onUnauthenticated` never called", "10 refreshes for 10 reads"],
    "client clock −20 min": ["nothing (server 401 would drive it)", "nothing"],
    "refresh answers 503, token valid 60 s more": ["read fails, session destroyed, 1.3 s", "ok, but the read took 25.6 s and 8 refresh calls"],
    "refresh answers 429, token valid 60 s more": ["read fails, session destroyed", "ok in 26 ms, session kept"],
    "server answers 401 to all but the profile call": ["2 attempts, then throws", "1 attempt, error returned"],
    "server answers 401 to the profile call as well": ["promise never settles", "–"],
  },
};
