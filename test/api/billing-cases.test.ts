import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { rulesOf } from "../../packages/server/src/features/billing/rules/catalogue.js";
import type { Actor } from "../support/actors.js";
import { clockOf, enterCase } from "../support/billing-case-entry.js";
import { BILLING_CASES, unknownKeys, type BillingCase } from "../support/billing-case-facts.js";
import { COMPLETE_ORGANIZATION, must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

type Readiness = components["schemas"]["BillingReadiness"];
type Code = Readiness["codes"][number];

/** What a case needs of the interface that is not there yet. */
const lacking = ({ given }: BillingCase): "programs" | "settings" | "claims" | undefined => {
  const programs = [given, ...(given.otherPrograms ?? [])];
  if (programs.some(({ enrollment }) => rulesOf(enrollment.program).length === 0)) return "programs";
  if (given.config && Object.keys(given.config).length > 0) return "settings";
  return programs.some(({ enrollment }) => enrollment.priorBilled?.length || enrollment.previousEpisodes?.length) ? "claims" : undefined;
};

const BILLABLE: readonly Code["status"][] = ["READY", "BILLED", "MET_PERIOD_OPEN"];

const entered = BILLING_CASES.filter((worked) => !lacking(worked)).toSorted((a, b) => clockOf(a).getTime() - clockOf(b).getTime());

let server: TestServer;
let founder: Actor;

beforeAll(async () => {
  // Started at the last moment of all: partitions of readings are made ahead of the clock that a server starts with.
  server = await startServer({ now: new Date(Math.max(...entered.map((worked) => clockOf(worked).getTime()))) });
  server.clock.set("2025-01-01T12:00:00Z");
  founder = await server.owner(COMPLETE_ORGANIZATION);
});
afterAll(() => server.close());

const sessions = new Map<number, Promise<Actor>>();

/** One session for all cases of one moment: tokens live by the server's clock. */
const actorAt = (moment: Date): Promise<Actor> => {
  server.clock.set(moment);
  const session = sessions.get(moment.getTime()) ?? server.signIn(founder.email, founder.organizationId);
  sessions.set(moment.getTime(), session);
  return session;
};

const readinessOf = async (worked: BillingCase): Promise<Readiness[]> => {
  const actor = await actorAt(clockOf(worked));
  const answers: Readiness[] = [];
  for (const id of await enterCase(actor, worked)) {
    answers.push(await must(actor.call("GET", `/api/billing/readiness/${id}/${worked.month}${worked.asOf ? `?asOf=${worked.asOf}` : ""}`)));
  }
  return answers;
};

const unitsOf = (codes: readonly Code[]): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const { code, status, units: more } of codes) if (BILLABLE.includes(status)) units[code] = (units[code] ?? 0) + more;
  return units;
};

const expectReadiness = (answer: Readiness, expected: NonNullable<BillingCase["expect"]["readiness"]>): void => {
  const { period, days, minutes, ...sets } = expected;
  expect(answer).toMatchObject({ ...(period && { period }), ...(days && { days }), ...(minutes && { minutes }) });
  for (const name of ["ifClosedNow", "projectedCodes", "missing"] as const) {
    if (sets[name]) expect([...answer[name]].toSorted(), name).toEqual(sets[name].toSorted());
  }
};

describe("worked months, entered and asked for through the interface", () => {
  test.each(entered)("$id $title", async (worked) => {
    expect(unknownKeys(worked)).toEqual([]);
    const answers = await readinessOf(worked);
    const codes = answers.flatMap((answer) => answer.codes);
    expect(unitsOf(codes)).toEqual(Object.fromEntries(worked.expect.billable.map(({ code, units }) => [code, units])));
    const reasons = codes.flatMap(({ code, reasonCode, have, need }) => (reasonCode ? [{ code, reasonCode, have, need }] : []));
    for (const refused of worked.expect.notBillable) expect(reasons).toContainEqual(refused);
    const lines = codes.flatMap(({ code, lines: claimed }) => claimed.map(({ units, dosFrom, dosTo }) => ({ code, units, dosFrom, dosTo })));
    for (const line of worked.expect.lines ?? []) expect(lines).toContainEqual(line);
    if (worked.expect.readiness) expectReadiness(answers[0]!, worked.expect.readiness);
  });

  test("what waits for settings and claims is left by name", () => {
    const leftFor = (what: ReturnType<typeof lacking>): string[] => BILLING_CASES.filter((worked) => lacking(worked) === what).map(({ id }) => id);
    expect(leftFor("settings")).toEqual(["RPM-P08", "RPM-P09", "RPM-P10", "RPM-P13", "RPM-T02"]);
    expect(leftFor("claims")).toEqual(["RPM-S02", "RPM-S03"]);
    expect(entered.length).toBeGreaterThan(50);
  });
});
