import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../packages/server/src/db/sql.js";
import { toFhirId } from "../../packages/server/src/features/fhir/fhir-ids.js";
import type { Source } from "../../packages/server/src/features/fhir/model.js";
import { conditionSource } from "../../packages/server/src/features/fhir/resources/condition.js";
import { patientSource } from "../../packages/server/src/features/fhir/resources/patient.js";
import type { Actor } from "../support/actors.js";
import { fhirScene } from "../support/fhir-scene.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let fhir: ReturnType<typeof fhirScene>;
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner();
  fhir = fhirScene(server, owner);
});
afterAll(() => server.close());

const stale = (source: Source, since: Date | null = null) => fhir.inside(async (tx) => (await source.stale!(tx, { since, sent: true, limit: 100 })).toSorted());

/** As the search does once it has read them. */
const index = (source: Source) => fhir.inside(async (tx) => {
  for (const { type, id, rowId, version, lastUpdated, resource } of await source.load(tx, await source.stale!(tx, { since: null, sent: true, limit: 100 }))) {
    await tx.query(sql`
      insert into fhir_index (organization_id, type, id, row_id, version, last_updated, deleted)
      values (${tx.organizationId}, ${type}, ${id}, ${rowId}, ${version}, ${lastUpdated}, ${resource === undefined})
      on conflict (organization_id, type, id) do update set version = excluded.version, deleted = excluded.deleted`);
  }
});

it("names what the index lacks, has of an earlier version, or has of what is gone", async () => {
  const made = (await owner.call("POST", "/api/patients", {
    firstName: "Maria", lastName: "Example", birthDate: "1951-04-12", diagnoses: [{ code: "I10", rank: 1 }, { code: "E11.9", rank: 2 }],
  })).body;
  await fhir.put(patientSource, { resourceType: "Patient", id: "mine" });
  const id = toFhirId(made.id);
  expect(await stale(patientSource)).toEqual(["mine", id].toSorted());
  expect(await stale(conditionSource)).toEqual([`${id}.E11.9`, `${id}.I10`]);
  for (const source of [patientSource, conditionSource]) await index(source);
  for (const source of [patientSource, conditionSource]) expect(await stale(source)).toEqual([]);

  server.clock.advance(60_000);
  const since = server.clock.now();
  await owner.call("PATCH", `/api/patients/${made.id}`, { diagnoses: [{ code: "I10", rank: 1 }] });
  expect(await stale(patientSource, since)).toEqual([id]);
  expect(await stale(conditionSource, since)).toEqual([`${id}.E11.9`, `${id}.I10`]);
  for (const source of [patientSource, conditionSource]) await index(source);
  expect(await stale(conditionSource)).toEqual([]);

  await fhir.remove(patientSource, (await fhir.read(patientSource, "mine"))!);
  expect(await stale(patientSource)).toEqual(["mine"]);
});

it("names what FHIR says of a code besides the diagnosis", async () => {
  const { version } = await fhir.put(patientSource, { resourceType: "Patient", id: "two" });
  const twice = { resourceType: "Condition", subject: { reference: "Patient/two" }, code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: "J45.909" }] } };
  await fhir.post(conditionSource, twice);
  const { version: second } = await fhir.post(conditionSource, twice);
  expect(await stale(conditionSource)).toEqual([`${toFhirId(version.rowId!)}.J45.909`, second.id].toSorted());
});
