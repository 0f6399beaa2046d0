import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { CANONICAL, METRIC_CODES, METRIC_SET } from "../canonical.js";
import type { Resource, Source, Version } from "../model.js";
import { ownSearchParameters } from "../search/parameters.js";

const LOINC = "http://loinc.org";
/** When these definitions last changed. */
const CHANGED = new Date("2026-11-26T00:00:00Z");

const described = (text: string) => ({ status: "active", experimental: false, date: "2026-11-26", publisher: "VitalEdge", description: text });

const searchParameters = (): Resource[] => ownSearchParameters().map(({ id, url, code, base, type, expression }) => ({
  resourceType: "SearchParameter", id, url, name: id.replaceAll("-", ""), ...described(`${base.join(", ")} by ${code}`), code, base, type, expression,
}));

const RESOURCES: readonly (() => Resource[])[] = [
  searchParameters,
  () => [{
    resourceType: "ValueSet", id: "metric-definition", url: METRIC_SET, name: "MetricDefinitions", ...described("What can be measured: ValueSet/metric-definition/$expand lists it"),
    compose: { include: [{ system: METRIC_CODES }, { system: LOINC }] },
  }],
  () => [{
    resourceType: "CodeSystem", id: "metric-definition", url: METRIC_CODES, name: "MetricDefinitions", ...described("The platform's metrics, by their ids"),
    content: "not-present", caseSensitive: true, valueSet: METRIC_SET,
  }],
];

const versionOf = (resource: Resource): Version => ({
  type: resource.resourceType, id: resource.id!, rowId: null, version: 1, lastUpdated: CHANGED, patientIds: [],
  resource: { ...resource, meta: { versionId: "1", lastUpdated: CHANGED.toISOString(), source: CANONICAL } },
});

/** What the server declares of itself, the same for every organization. */
const definedSource = (type: string): Source => {
  const all = (): Version[] => RESOURCES.flatMap((make) => make()).filter(({ resourceType }) => resourceType === type).map(versionOf);
  return {
    type,
    load: async (_tx, ids) => all().filter(({ id }) => ids.includes(id)),
    history: async (_tx, id) => all().filter((version) => version.id === id),
    changes: async (_tx, { since, before, limit }) =>
      all().filter(({ id, lastUpdated }) => (!since || lastUpdated >= since) && (!before || lastUpdated < before.at || (lastUpdated.getTime() === before.at.getTime() && id < before.id)))
        .toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit),
    async stale(tx: TenantTx) {
      const rows = await tx.query<{ id: string }>(sql`select i.id from fhir_index i where i.organization_id = ${tx.organizationId} and i.type = ${type}`);
      const indexed = new Set(rows.map(({ id }) => id));
      return all().map(({ id }) => id).filter((id) => !indexed.has(id));
    },
  };
};

export const definedSources: readonly Source[] = ["SearchParameter", "ValueSet", "CodeSystem"].map(definedSource);
