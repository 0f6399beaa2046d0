import { expect, it } from "vitest";
import { createClient, failureOf, problem } from "../test/api.js";

it("who watches comes back when a busy server says, and not before", async () => {
  const controller = new AbortController();
  let asked = 0;
  const fetch = (): Promise<Response> => {
    asked += 1;
    if (asked === 3) controller.abort();
    return Promise.resolve(problem(429, "rate_limited", { "Retry-After": "90" }));
  };
  const { ve, timing } = createClient({ fetch });
  await failureOf(ve.alerts.watch({ signal: controller.signal }).next());
  expect(timing.sleeps.slice(0, 2)).toEqual([90_000, 90_000]);
});
