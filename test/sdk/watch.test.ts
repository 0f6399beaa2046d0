import { afterAll, beforeAll, expect, test } from "vitest";
import { session, VitalEdge, type WatchedEvent } from "@vitaledge/sdk";
import { PASSWORD, type Actor } from "../support/actors.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { startServer, type TestServer } from "../support/server.js";
import { makeTiming } from "./tables/run-case.js";

const DEAD_LINE = 45_000;

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  // The queue that publishes is work of the background.
  server = await startServer({ settings: { VITALEDGE_SCHEDULER_SECONDS: "1" } });
  owner = await server.owner();
});
afterAll(() => server.close());

/** Follows by way of a line that can be at fault; a dead line is known at once, and nothing waits long. */
const follow = async () => {
  const proxy = await startFaultProxy(server.url);
  const timing = makeTiming({});
  const positions: string[] = [];
  const opened: (string | null)[] = [];
  const ve = new VitalEdge({
    baseUrl: proxy.through("http://127.0.0.1/"), organizationId: owner.organizationId, auth: session(),
    timing: { ...timing, sleep: (_, signal) => timing.sleep(20, signal), after: (ms, run) => timing.after(ms === DEAD_LINE ? 500 : ms, run) },
    fetch(url, init) {
      if (url.includes("/api/events")) opened.push(new Headers(init.headers).get("Last-Event-ID"));
      return fetch(url, init);
    },
  });
  await ve.auth.login({ email: owner.email, password: PASSWORD });
  const close = () => proxy.close();
  return { proxy, ve, positions, opened, close, onPosition: (id: string) => void positions.push(id) };
};

const enroll = async (mrn: string): Promise<string> => {
  const { body: patient } = await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", mrn });
  const { body } = await owner.call("POST", "/api/enrollments", { patientId: patient.id, program: "RPM", startDate: "2026-01-01", consent: { date: "2026-01-01" }, diagnoses: [{ code: "I10", rank: 1 }] });
  return body.id;
};
const enrollmentOf = (event: WatchedEvent | undefined | void) => (event && event.type !== "reset" ? event.data.enrollmentId ?? event.data.id : event?.type);

test("who watches misses nothing where the line breaks or dies", async () => {
  const { proxy, ve, opened, positions, onPosition, close } = await follow();
  const controller = new AbortController();
  const events = ve.events.watch({ types: ["enrollment.created"] }, { signal: controller.signal, onPosition });
  const next = async () => enrollmentOf((await events.next()).value);
  try {
    const first = next();
    await expect.poll(() => opened.length).toBe(1);
    const one = await enroll("MRN-1");
    expect(await first).toBe(one);

    const second = next();
    proxy.cut();
    const two = await enroll("MRN-2");
    expect(await second).toBe(two);
    expect(opened.at(-1)).toBe(positions[0]);

    const third = next();
    await expect.poll(() => positions.length).toBe(2);
    proxy.set({ blackHole: true });
    const three = await enroll("MRN-3");
    await expect.poll(() => opened.length, { timeout: 60_000 }).toBeGreaterThan(2);
    await proxy.mend();
    expect(await third).toBe(three);

    const last = next();
    controller.abort();
    await expect(last).rejects.toMatchObject({ name: "AbortError" });
  } finally {
    controller.abort();
    await close();
  }
});

test("who was away too long is told to read the list again", async () => {
  const { ve, close } = await follow();
  try {
    const events = ve.alerts.watch({ lastEventId: "999" });
    const { value } = await events.next();
    expect(value).toEqual({ type: "reset" });
    await events.return(undefined);
  } finally {
    await close();
  }
});
