import { afterAll, beforeAll, expect, it } from "vitest";
import { toFhirId } from "../../packages/server/src/features/fhir/fhir-ids.js";
import { auditSource } from "../../packages/server/src/features/fhir/resources/audit-event.js";
import type { Actor } from "../support/actors.js";
import { fhirScene } from "../support/fhir-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { expectValidFhir } from "../support/valid-fhir.js";

let server: TestServer;
let owner: Actor;
let patientId: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1951-04-12", externalIds: [{ system: "urn:ehr", value: "7" }] })).body.id;
  await owner.call("GET", `/api/patients/${patientId}`);
  await owner.call("PATCH", `/api/patients/${patientId}`, { lastName: "Sample" });
  await owner.call("GET", "/api/devices/dev_none");
  server.clock.advance(60_000);
});
afterAll(() => server.close());

type Entry = { resource: { id: string; action: string; subtype: { code: string }[] } };
/** The searches themselves are on record too, later. */
const find = async (query: string): Promise<string[]> => {
  const { status, body, text } = await owner.call("GET", `/fhir/R4/AuditEvent?_count=100&date=lt2026-03-02T15:01:00Z&${query}`);
  if (status !== 200) throw new Error(text);
  return (body.entry ?? []).map(({ resource }: Entry) => resource.subtype[0]!.code);
};

it("tells who did what to whom, valid to others' validators", async () => {
  const fhir = fhirScene(server, owner);
  const events = await fhir.inside((tx) => auditSource.changes(tx, { limit: 50 }));
  for (const { resource } of events) expectValidFhir(resource!);
  const written = events.find(({ resource }) => resource!.action === "U")!;
  expect(written).toMatchObject({ patientIds: [patientId], version: 1 });
  expect(written.resource).toMatchObject({
    outcome: "0", agent: [{ altId: owner.userId }], entity: [
      { what: { reference: `Patient/${toFhirId(patientId)}` } }, { what: { identifier: { value: patientId } }, detail: [{ valueString: expect.stringContaining("lastName") }] },
    ],
  });
  expect(await fhir.read(auditSource, written.id)).toEqual(written);
  const page = await fhir.inside((tx) => auditSource.changes(tx, { limit: 50, before: { at: written.lastUpdated, id: written.id } }));
  expect(page).toEqual(events.slice(events.indexOf(written) + 1));
});

it.each([
  ["action=U", ["updatePatient"]],
  ["action=http://hl7.org/fhir/audit-event-action|C&entity-type=Patient", ["createPatient"]],
  ["subtype=getPatient", ["getPatient"]],
  ["subtype:not=getPatient&patient=PATIENT&_sort=date", ["createPatient", "updatePatient"]],
  ["patient=Patient/PATIENT&_sort=-date", ["updatePatient", "getPatient", "createPatient"]],
  ["entity=Patient/PATIENT&action=R", ["getPatient"]],
  ["entity:identifier=ROW&_sort=subtype", ["createPatient", "getPatient", "updatePatient"]],
  ["patient.identifier=urn:ehr|7&action=U", ["updatePatient"]],
  ["entity-role=1&entity-role=4&action=C,U&_sort=action", ["createPatient", "updatePatient"]],
  ["patient:missing=true&subtype=updatePatient", []],
  ["date=lt2026-01-01", []],
  ["altid=nobody", []],
  ["policy=urn:x", []],
])("is searched by %s", async (query, expected) => {
  expect(await find(query.replace("PATIENT", toFhirId(patientId)).replace("ROW", patientId))).toEqual(expected);
});

it("is paged by time", async () => {
  const first = await owner.call("GET", "/fhir/R4/AuditEvent?_count=1&patient=" + toFhirId(patientId) + "&_sort=date");
  const next = first.body.link.find(({ relation }: { relation: string }) => relation === "next").url as string;
  const { pathname, search } = new URL(next);
  expect((await owner.call("GET", pathname + search)).body.entry.map(({ resource }: Entry) => resource.action)).toEqual(["R"]);
});
