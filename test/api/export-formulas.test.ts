import fc from "fast-check";
import papaparse from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportCsv } from "../../packages/server/src/features/billing/export/csv.js";
import type { ClaimLine } from "../../packages/server/src/features/billing/lines.js";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { FORMULAS, looksLikeFormula } from "../support/formulas.js";
import { startServer, type TestServer } from "../support/server.js";

/** By another author than the writer's. */
const parseCsv = (text: string): Record<string, string>[] => {
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { header: true, delimiter: ",", newline: "\r\n", skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
};

const NUMBERS = ["units", "charge", "estimate", "minutes", "interactive_count", "data_days"];
const marked = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text);

describe("what people named so as to be run, through the API into a file", () => {
  let server: TestServer;
  let owner: Actor;
  const texts = [...FORMULAS, ...fc.sample(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { numRuns: 4, seed: 5 })].filter((text) => /\S/.test(text) && !text.includes("\0"));
  const patients = new Map<string, string>();

  beforeAll(async () => {
    server = await startServer({ now: "2026-02-15T17:00:00.000Z" });
    owner = await server.owner(COMPLETE_ORGANIZATION);
    for (const [index, text] of texts.entries()) {
      const coverages = [{ order: 1, payerName: text, payerId: text, memberId: text, relationship: "SELF" }];
      const patientId = await createPatient(owner, { firstName: text, lastName: text, mrn: `${text}${index}`, coverages });
      await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
      const device = await must(owner.call("POST", "/api/devices", { serialNumber: `${text}${index}`, manufacturer: "Acme", type: text }));
      await must(owner.call("POST", `/api/devices/${device.id}/assign`, { patientId, from: "2026-01-01T05:00:00Z" }));
      await sendReadings(owner, ["2026-01-05", "2026-01-06"].map((day) => readingOn(patientId, day, { deviceId: device.id })));
      patients.set(patientId, text);
    }
  });
  afterAll(() => server.close());

  const exported = (format: string) => owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-01?status=all&format=${format}`);

  test("is text in every cell, equal but for the mark; numbers are numbers", async () => {
    const rows = parseCsv((await exported("csv")).text);
    expect(new Set(rows.map((row) => row.patient_id))).toEqual(new Set(patients.keys()));
    for (const row of rows) {
      const text = patients.get(row.patient_id!)!;
      const index = texts.indexOf(text);
      expect({ first: row.first_name, last: row.last_name, payer: row.payer, payerId: row.payer_id, member: row.member_id, type: row.device_type }).toEqual({
        first: marked(text), last: marked(text), payer: marked(text), payerId: marked(text), member: marked(text), type: marked(text),
      });
      expect([row.mrn, row.device_serial]).toEqual([marked(`${text}${index}`), marked(`${text}${index}`)]);
      for (const [name, cell] of Object.entries(row)) {
        if (NUMBERS.includes(name)) expect(cell, name).toMatch(/^(\d+(\.\d\d)?)?$/);
        else expect(looksLikeFormula(cell), `${name} ${JSON.stringify(cell)}`).toBe(false);
      }
    }
  });

  test("is what it was in the formats that have no formulas", async () => {
    for (const { patient_id: id, first_name: name } of (await exported("json")).body.data) expect(name).toBe(patients.get(id));
  });

  test("ends lines as RFC 4180 has it, and only there", async () => {
    const { text } = await exported("csv");
    const bare = text.replaceAll(/"(?:[^"]|"")*"/g, "");
    expect(bare).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    expect(text.endsWith("\r\n")).toBe(true);
  });
});

test("whatever a line holds comes back from the file, but for the mark of a formula", async () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...FORMULAS), fc.string({ unit: fc.constantFrom(..."\"',;\r\n\t =+-@'a1".split("")), maxLength: 12 }));
  const base = { holds: [], modifiers: [], diagnoses: [], chargeCents: null, estimateCents: null } as unknown as ClaimLine;
  const write = async (lines: ClaimLine[]): Promise<string> => {
    const parts: string[] = [];
    async function* each(): AsyncGenerator<ClaimLine> {
      yield* lines;
    }
    for await (const part of exportCsv(each())) parts.push(part);
    return parts.join("");
  };
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(text, text, text, fc.nat(10_000_000)), { minLength: 1, maxLength: 5 }), async (given) => {
    const rows = parseCsv(await write(given.map(([firstName, lastName, payer, chargeCents]) => ({ ...base, lineId: "line_1", firstName, lastName, payer, chargeCents }))));
    expect(rows.map(({ first_name, last_name, payer, charge }) => [first_name, last_name, payer, Math.round(Number(charge) * 100)]))
      .toEqual(given.map(([first, last, payer, cents]) => [marked(first), marked(last), marked(payer), cents]));
  }), { numRuns: 200, seed: 11 });
});
