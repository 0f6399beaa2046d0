import type { components } from "@vitaledge/contract/schema";
import type { AuditEntry } from "../../audit/entry.js";

type Schemas = components["schemas"];

export const presentAuditEvent = (organizationId: string, entry: AuditEntry): Schemas["AuditEvent"] => ({
  ...entry,
  organizationId,
  at: entry.at.toISOString(),
  fields: [...entry.fields],
  previousHash: entry.previousHash.toString("hex"),
  hash: entry.hash.toString("hex"),
});

export const presentAccess = ({ at, actor, operationId, outcome, address }: AuditEntry): Schemas["Access"] =>
  ({ at: at.toISOString(), actor, operationId, outcome, address });
