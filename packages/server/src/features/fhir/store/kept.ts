import type { TenantTx } from "../../../db/with-tenant.js";
import { toFhirId } from "../fhir-ids.js";
import { parseFhir, printFhir } from "../fhir-json.js";
import type { Resource, Version, WritableSource, Written } from "../model.js";
import { patientsOf, patientsOfEach } from "../references.js";
import { indexVersions } from "../search/index/index-versions.js";
import { changeKept, insertKept, insertManyKept, selectArchived, selectKept, selectKeptChanges, type KeptRow } from "./kept.sql.js";

const place = (type: string, id: string) => ({ table: "fhir_resources", column: "content", id: `${type}/${id}` });

const versionOf = (tx: TenantTx, type: string, row: KeptRow): Version => ({
  type, id: row.id, rowId: null, version: row.version, lastUpdated: row.updated_at, patientIds: row.patient_ids,
  resource: row.deleted_at ? undefined : present(type, row, parseFhir(tx.open(place(type, row.id), row.content_sealed)) as Resource),
});

const present = (type: string, row: KeptRow, sent: Resource): Resource => {
  const { resourceType: _type, id: _id, meta, ...rest } = sent;
  return { resourceType: type, id: row.id, meta: { ...meta, versionId: String(row.version), lastUpdated: row.updated_at.toISOString() }, ...rest };
};

/** What the server says of a resource is not kept with it. */
const contentOf = (resource: Resource): string => {
  const { id: _id, meta: { versionId: _version, lastUpdated: _updated, ...meta } = {}, ...rest } = resource;
  return printFhir({ ...rest, ...(Object.keys(meta).length && { meta }) });
};

const fresh = (tx: TenantTx, id: string, sealed: string, patientIds: string[]): KeptRow =>
  ({ id, content_sealed: sealed, version: 1, updated_at: tx.now, deleted_at: null, patient_ids: patientIds });

/** Resources of one type that are kept as they were sent: no rule of the platform's looks at them. */
export const keptSource = (type: string): WritableSource => {
  const rowOf = async (tx: TenantTx, id: string, resource: Resource) =>
    ({ type, id, sealed: tx.seal(place(type, id), contentOf(resource)), patientIds: await patientsOf(tx, resource) });

  const settle = async (tx: TenantTx, kind: Written["kind"], row: KeptRow): Promise<Written> => {
    const version = versionOf(tx, type, row);
    await indexVersions(tx, [version]);
    return { kind, version };
  };

  return {
    type,
    takes: () => true,
    load: async (tx, ids) => (await selectKept(tx, type, ids)).map((row) => versionOf(tx, type, row)),
    history: async (tx, id) => {
      const rows = [...(await selectKept(tx, type, [id])), ...(await selectArchived(tx, type, id))];
      return rows.map((row) => versionOf(tx, type, row));
    },
    changes: async (tx, ask) => (await selectKeptChanges(tx, type, ask)).map((row) => versionOf(tx, type, row)),
    async create(tx, resource, given) {
      const id = given ?? toFhirId(tx.newId(type.toLowerCase()));
      const row = await rowOf(tx, id, resource);
      await insertKept(tx, row);
      return settle(tx, "created", fresh(tx, id, row.sealed, row.patientIds));
    },
    async createMany(tx, resources, ids) {
      const patients = await patientsOfEach(tx, resources);
      const rows = resources.map((resource, index) => {
        const id = ids[index] ?? toFhirId(tx.newId(type.toLowerCase()));
        return { id, sealed: tx.seal(place(type, id), contentOf(resource)), patientIds: patients[index]! };
      });
      await insertManyKept(tx, type, rows);
      const versions = rows.map(({ id, sealed, patientIds }) => versionOf(tx, type, fresh(tx, id, sealed, patientIds)));
      await indexVersions(tx, versions);
      return versions.map((version) => ({ kind: "created", version }));
    },
    async update(tx, resource, current) {
      const row = (await changeKept(tx, await rowOf(tx, current.id, resource), false))!;
      return settle(tx, current.resource ? "updated" : "created", row);
    },
    async remove(tx, current) {
      const row = (await changeKept(tx, await rowOf(tx, current.id, current.resource!), true))!;
      return (await settle(tx, "updated", row)).version;
    },
  };
};
