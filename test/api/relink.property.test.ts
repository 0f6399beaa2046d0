import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

type Readiness = Omit<components["schemas"]["BillingReadiness"], "enrollmentId" | "patientId">;

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 8);
const DAYS = [1, 2, 3, 5, 6, 8, 9, 10, 11, 13, 14, 16, 17, 19, 20, 21, 23, 25, 28, 30];
const CALLS = [4, 12, 18, 26];

/** What happens to one patient in a month. `mend` gives the enrollment its days, its pause and its metrics. */
type Event = { kind: "reading" | "call"; day: number } | { kind: "enroll" } | { kind: "mend" };

const EVENTS: readonly Event[] = [
  { kind: "enroll" }, { kind: "mend" },
  ...DAYS.map((day): Event => ({ kind: "reading", day })),
  ...CALLS.map((day): Event => ({ kind: "call", day })),
];

const FINAL = { startDate: "2026-01-01", pauses: [{ from: "2026-01-20", to: "2026-01-21" }], metricDefinitionIds: ["metric_bp_systolic"] };

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: "2026-02-15T17:00:00Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
});
afterAll(() => server.close());

const date = (day: number): string => `2026-01-${String(day).padStart(2, "0")}`;

/** One patient's month, `together` events sent at a time; answers its readiness. */
const live = async (events: readonly Event[], together: number): Promise<Readiness> => {
  const patientId = await createPatient(owner);
  const base = await completeEnrollment(owner, patientId);
  let enrolled!: (id: string) => void;
  const enrollment = new Promise<string>((resolve) => (enrolled = resolve));
  const waiting: Promise<unknown>[] = [];

  const send = async (event: Event): Promise<void> => {
    if (event.kind === "reading") {
      await must(owner.call("POST", "/api/observations", readingOn(patientId, date(event.day))));
    } else if (event.kind === "enroll") {
      enrolled((await must(owner.call("POST", "/api/enrollments", { ...base, startDate: "2026-01-09", metricDefinitionIds: ["metric_weight"] }))).id);
    } else if (event.kind === "mend") {
      // It names the enrollment, so it comes after it however early it stands.
      waiting.push(enrollment.then((id) => must(owner.call("PATCH", `/api/enrollments/${id}`, FINAL))));
    } else {
      waiting.push(enrollment.then((enrollmentId) => must(owner.call("POST", "/api/time-entries", {
        enrollmentId, startedAt: `${date(event.day)}T15:00:00Z`, durationSeconds: 420, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
      }))));
    }
  };

  for (let at = 0; at < events.length; at += together) await Promise.all(events.slice(at, at + together).map(send));
  await Promise.all(waiting);
  const { enrollmentId: _enrollment, patientId: _patient, ...readiness } =
    await must(owner.call("GET", `/api/billing/readiness/${await enrollment}/2026-01`));
  return readiness as Readiness;
};

test("the order in which a month arrives never matters", async () => {
  const inOrder = await live(EVENTS, 1);
  expect(inOrder).toMatchObject({ days: { soFar: 18 }, minutes: { soFar: 28, interactive: 4 }, ifClosedNow: ["99453", "99454", "99457"] });
  const shuffled = fc.shuffledSubarray([...EVENTS], { minLength: EVENTS.length });
  await fc.assert(
    fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 6 }), async (events, together) => {
      expect(await live(events, together)).toEqual(inOrder);
    }),
    { numRuns: RUNS },
  );
});
