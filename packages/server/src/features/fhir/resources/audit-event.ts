import type { AuditEvent } from "fhir/r4.js";
import type { AuditEntry } from "../../../audit/entry.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { auditEventsByIds, auditEventsOf } from "../../audit-events/audit-events.service.js";
import { toFhirId, toRowId } from "../fhir-ids.js";
import type { Source, Version } from "../model.js";
import { organizationOf, referTo, type Refer } from "./refer.js";
import { asResource } from "./row-source.js";
import { HL7, ownCodes, ownIds } from "./systems.js";

export const AUDIT = {
  event: `${HL7}/audit-event-type`, operation: ownCodes("operation"), actorType: ownCodes("actor-type"),
  entityType: `${HL7}/audit-entity-type`, entityRole: `${HL7}/object-role`, resourceType: ownCodes("resource-type"), sourceType: `${HL7}/security-source-type`,
  action: "http://hl7.org/fhir/audit-event-action", outcome: "http://hl7.org/fhir/audit-event-outcome",
} as const;

/** What was done, by the method of HTTP: a search is an execution also where it was posted. */
const actionOf = ({ method, operationId }: AuditEntry): NonNullable<AuditEvent["action"]> => {
  if (method === "POST") return /search/i.test(operationId) ? "E" : "C";
  if (method === "GET" || method === "HEAD") return "R";
  if (method === "PUT" || method === "PATCH") return "U";
  return method === "DELETE" ? "D" : "E";
};

export const OUTCOMES = { SUCCESS: "0", DENIED: "4", FAILED: "8" } as const;

const agentOf = ({ actor, address }: AuditEntry): AuditEvent["agent"][number] => ({
  role: [{ coding: [{ system: AUDIT.actorType, code: actor.type }] }],
  ...(actor.id !== null && { who: { identifier: { system: ownIds("id"), value: actor.id } }, altId: actor.id }),
  requestor: true,
  ...(address !== null && { network: { address, type: "2" as const } }),
});

type Entities = NonNullable<AuditEvent["entity"]>;

const entitiesOf = (entry: AuditEntry, patient: Refer): Entities => {
  const { patientId, resourceType, resourceId, fields } = entry;
  const entities: Entities = [];
  if (patientId !== null) {
    entities.push({
      what: patient(patientId), type: { system: AUDIT.entityType, code: "1", display: "Person" }, role: { system: AUDIT.entityRole, code: "1", display: "Patient" },
    });
  }
  if (resourceType !== null) {
    entities.push({
      ...(resourceId !== null && { what: { identifier: { system: ownIds("id"), value: resourceId } } }),
      type: { system: AUDIT.resourceType, code: resourceType },
      role: { system: AUDIT.entityRole, code: "4", display: "Domain Resource" },
      ...(fields.length && { detail: [{ type: "fields", valueString: fields.join(" ") }] }),
    });
  }
  return entities;
};

const eventOf = (tx: TenantTx, entry: AuditEntry, patient: Refer): AuditEvent => {
  const entity = entitiesOf(entry, patient);
  return {
    resourceType: "AuditEvent",
    type: { system: AUDIT.event, code: "rest", display: "RESTful Operation" },
    subtype: [{ system: AUDIT.operation, code: entry.operationId }],
    action: actionOf(entry),
    recorded: entry.at.toISOString(),
    outcome: OUTCOMES[entry.outcome],
    ...(entry.reason !== null && { outcomeDesc: entry.reason }),
    agent: [agentOf(entry)],
    source: { observer: organizationOf(tx), type: [{ system: AUDIT.sourceType, code: "4", display: "Application Server" }] },
    ...(entity.length && { entity }),
  };
};

const versionsOf = async (tx: TenantTx, entries: readonly AuditEntry[]): Promise<Version[]> => {
  const patient = await referTo(tx, "Patient", entries.map(({ patientId }) => patientId));
  return entries.map((entry) => {
    const { resourceType, ...rest } = asResource(eventOf(tx, entry, patient));
    const meta = { versionId: "1", lastUpdated: entry.at.toISOString() };
    return {
      type: "AuditEvent", id: toFhirId(entry.id), rowId: entry.id, version: 1, lastUpdated: entry.at,
      resource: { resourceType, id: toFhirId(entry.id), meta, ...rest }, patientIds: entry.patientId === null ? [] : [entry.patientId],
    };
  });
};

const load = async (tx: TenantTx, ids: readonly string[]): Promise<Version[]> => versionsOf(tx, await auditEventsByIds(tx, ids.map(toRowId)));

/** Who saw and changed what. Searched where it lies: there is too much of it to index again. */
export const auditSource: Source = {
  type: "AuditEvent",
  load,
  history: (tx, id) => load(tx, [id]),
  changes: async (tx, { since, before, limit }) =>
    versionsOf(tx, await auditEventsOf(tx, { since, before: before && { ...before, id: toRowId(before.id) }, limit })),
};
