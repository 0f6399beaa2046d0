import fc from "fast-check";
import { afterAll, beforeAll, describe, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import type { Actor } from "../support/actors.js";
import { completeEnrollment, createPatient, must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

// logout would end the session that all others need.
const TABLE = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ id }) => id !== "logout");
const RUNS = Number(process.env.HOSTILE_RUNS ?? 8);

let server: TestServer;
let owner: Actor;
/** Ids that exist, so that what is hostile is not met by a 404 alone. */
let rows: Record<string, string>;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  owner = await server.owner();
  const patient = await createPatient(owner, { mrn: "M-1" });
  const enrollment = await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patient)));
  const device = await must(owner.call("POST", "/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }));
  const reading = await must(owner.call("POST", "/api/observations", {
    patientId: patient, metricDefinitionId: "metric_bp_systolic", value: 190, unit: "mmHg", source: "MANUAL", recordedAt: "2026-03-02T11:00:00Z",
  }));
  rows = {
    patients: patient, enrollments: enrollment.id, devices: device.id, observations: reading.id, alerts: reading.alerts[0], "metric-definitions": "metric_spo2",
    practitioners: enrollment.orderingPractitionerId, orgId: owner.organizationId, patientId: patient, enrollmentId: enrollment.id, deviceId: device.id,
    metricDefinitionId: "metric_bp_systolic", month: "2026-02",
  };
});
afterAll(() => server.close());

const TEXTS = [
  "", " ", "\0", "\ud800", "'; drop table patients; --", "\"", "\\", "%", "_", "%00", "\u202e", "a\r\nX-Injected: 1", "=1+1", "é".normalize("NFD"), "🫀", "x".repeat(5000),
  "null", "NaN", "9".repeat(40), "-1", "1e400", "org_x", "patient_x", "2026-13-45", "0000-01-01", "9999-12-31", "-000001-01-01", "2026-02-30T25:00:00Z",
  "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-03-02T12:00:00.123456789+14:00", "__proto__", "constructor", "toString", "*", "../..", "${7*7}",
];
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, -1, 0, 0.1, 1e-320, 1e308, -1e9, 2 ** 53, [], {}, [null], [[]], { a: { b: 1 } }) },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

type Content = Record<string, { example?: unknown; schema: { $ref?: string } }>;
type Documented = Record<string, Record<string, { requestBody?: { content: Content } }>>;
const schemas = document.components.schemas as unknown as Record<string, { properties?: Record<string, unknown> }>;

const contentOf = ({ path, method, body }: Operation) => (document.paths as unknown as Documented)[path]![method]!.requestBody!.content[body!.mediaTypes[0]!]!;

/** Every property that a body may have, those its example leaves out too. */
const namesOf = (operation: Operation): string[] => {
  const { example, schema } = contentOf(operation);
  return [...new Set([...Object.keys((example ?? {}) as object), ...Object.keys(schemas[schema.$ref?.split("/").at(-1) ?? ""]?.properties ?? {})])];
};

/** The example with ids that exist, and with one or two properties that mean harm. */
const bodyWith = (operation: Operation, harm: Record<string, unknown>): string => {
  const real = Object.fromEntries(Object.entries((contentOf(operation).example ?? {}) as object).map(([name, value]) => [name, name in rows ? rows[name] : value as unknown]));
  return JSON.stringify({ ...real, ...harm });
};

const harmOf = (names: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  names.length ? fc.dictionary(fc.constantFrom(...names), hostile, { minKeys: 1, maxKeys: 2, noNullPrototype: true }) : fc.constant({});

const harmfulQuery = (operation: Operation): fc.Arbitrary<string> =>
  harmOf(operation.query.map(({ name }) => name)).map((harm) =>
    Object.entries(harm).map(([name, value]) => `${name}=${encodeURIComponent(String(value).replaceAll(/[\ud800-\udfff]/g, "?"))}`).join("&"));

const rowOf = (path: string, name: string): string => rows[name === "id" ? /([a-z-]+)\/\{id\}/.exec(path)?.[1] ?? "" : name] ?? "x_missing";

describe("no input makes the server fail", () => {
  test.each(TABLE.map((operation) => [operation.id, operation] as const))("%s", async (_id, operation) => {
    const names = operation.body ? namesOf(operation) : [];
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(rowOf(operation.path, name)));
    await fc.assert(fc.asyncProperty(harmOf(names), harmfulQuery(operation), async (harm, query) => {
      const { status, text } = await owner.call(operation.method.toUpperCase(), `${path}?${query}`, operation.body ? bodyWith(operation, harm) : undefined,
        operation.body ? { "content-type": operation.body.mediaTypes[0]! } : {});
      if (status >= 500) throw new Error(`${status} ${text} ${server.logs.filter((line) => line.includes('"level":"error"')).at(-1)}`);
    }), { numRuns: RUNS, seed: 2026, endOnFailure: false });
  });
});
