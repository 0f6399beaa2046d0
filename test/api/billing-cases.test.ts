import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { expectCase } from "../support/billing-case-check.js";
import { enterCase, enterTerms } from "../support/billing-case-entry.js";
import { clockOf } from "../support/billing-case-facts.js";
import { BILLING_CASES, faultsOf, type BillingCase } from "../support/billing-case-form.js";
import { COMPLETE_ORGANIZATION, must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];
type Readiness = Schemas["BillingReadiness"];

const inOrder = BILLING_CASES.toSorted((a, b) => clockOf(a).getTime() - clockOf(b).getTime());
const DAY = 86_400_000;

let server: TestServer;
let founder: Actor;

beforeAll(async () => {
  // Started at the last moment of all: partitions of readings are made ahead of the clock that a server starts with.
  server = await startServer({ now: clockOf(inOrder.at(-1)!) });
  server.clock.set(new Date(clockOf(inOrder[0]!).getTime() - DAY));
  founder = await server.owner();
});
afterAll(() => server.close());

const sessions = new Map<number, Promise<Actor>>();

/** One session for all cases of one moment: tokens live by the server's clock. */
const founderAt = (moment: Date): Promise<Actor> => {
  server.clock.set(moment);
  const session = sessions.get(moment.getTime()) ?? server.signIn(founder.email, founder.organizationId);
  sessions.set(moment.getTime(), session);
  return session;
};

/** The founder, acting for a new organization that lacks nothing. */
const actorFor = async (worked: BillingCase): Promise<Actor> => {
  const person = await founderAt(clockOf(worked));
  const { id: organizationId } = await must(person.call("POST", "/api/organizations", COMPLETE_ORGANIZATION));
  return {
    ...person, organizationId,
    call: (method, path, body, headers) => person.call(method, path, body, { "x-organization-id": organizationId, ...headers }),
  };
};

type Line = { code: string; units: number; dosFrom: string; dosTo: string; status: string };

const sorted = (lines: readonly Line[]): string[] => lines.map((line) => Object.values(line).join(" ")).toSorted();

/** The lines of readiness that an export of all has: what is READY or HELD. Every claim of a case was made elsewhere. */
const linesOf = (answers: readonly Readiness[]): Line[] =>
  answers.flatMap(({ codes }) => codes).flatMap(({ code, lines }) =>
    lines.filter(({ status }) => status === "READY" || status === "HELD")
      .map(({ units, dosFrom, dosTo, status }) => ({ code, units, dosFrom, dosTo, status })));

const sumUnits = (lines: readonly Line[]): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const line of lines) if (line.status === "READY") units[line.code] = (units[line.code] ?? 0) + line.units;
  return units;
};

const expectSameEverywhere = async (actor: Actor, { month, asOf }: BillingCase, answers: readonly Readiness[]): Promise<void> => {
  const lines = linesOf(answers);
  const { organizationId } = actor;
  const file = await must(actor.call("GET", `/api/billing/export/${organizationId}/${month}?format=json&status=all`));
  const exported = (file.data as Record<string, string & number>[]).map((row): Line => ({
    code: row["cpt"]!, units: row["units"]!, dosFrom: row["dos_from"]!, dosTo: row["dos_to"]!, status: row["status"]!,
  }));
  expect(sorted(exported), "export").toEqual(sorted(lines));
  const summary: Schemas["BillingSummary"] = await must(actor.call("GET", `/api/billing/summary/${organizationId}/${month}${asOf ? `?asOf=${asOf}` : ""}`));
  const counts = { ready: 0, held: 0 };
  for (const { status } of lines) counts[status === "READY" ? "ready" : "held"] += 1;
  expect(summary.totals, "summary").toMatchObject(counts);
  expect(Object.fromEntries(summary.byCode.filter(({ lines: some }) => some > 0).map(({ code, units }) => [code, units])), "summary").toEqual(sumUnits(lines));
};

describe("worked months, entered and asked for through the interface", () => {
  test.each(inOrder)("$id $title", async (worked) => {
    expect(faultsOf(worked)).toEqual([]);
    const actor = await actorFor(worked);
    await enterTerms(actor, worked);
    const answers: Readiness[] = [];
    for (const id of await enterCase(actor, worked)) {
      answers.push(await must(actor.call("GET", `/api/billing/readiness/${id}/${worked.month}${worked.asOf ? `?asOf=${worked.asOf}` : ""}`)));
    }
    expectCase(worked, answers);
    await expectSameEverywhere(actor, worked, answers);
  });
});
