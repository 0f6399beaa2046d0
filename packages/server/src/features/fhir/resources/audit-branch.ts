import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import { NONE, type Branch, type Criterion, type TokenValue } from "../search/branch.js";
import { any, instantMatches } from "../search/compare.js";
import { namesOneOf } from "../search/row-ids.js";
import { AUDIT, OUTCOMES } from "./audit-event.js";
import { ownIds } from "./systems.js";

/** A code of one system, or null where there is none. */
type Coded = { system: string | null; code: Statement };

const ACTION = sql`case when au_.method = 'POST' then case when au_.operation_id ~* 'search' then 'E' else 'C' end
  when au_.method in ('GET', 'HEAD') then 'R' when au_.method in ('PUT', 'PATCH') then 'U' when au_.method = 'DELETE' then 'D' else 'E' end`;

const OUTCOME = sql`case au_.outcome when 'SUCCESS' then ${OUTCOMES.SUCCESS} when 'DENIED' then ${OUTCOMES.DENIED} else ${OUTCOMES.FAILED} end`;

/** What stands in the resource under each token parameter. */
const CODES: Readonly<Record<string, readonly Coded[]>> = {
  action: [{ system: AUDIT.action, code: ACTION }],
  outcome: [{ system: AUDIT.outcome, code: OUTCOME }],
  type: [{ system: AUDIT.event, code: sql`'rest'::text` }],
  subtype: [{ system: AUDIT.operation, code: sql`au_.operation_id` }],
  altid: [{ system: null, code: sql`au_.actor_id` }],
  "agent-role": [{ system: AUDIT.actorType, code: sql`au_.actor_type` }],
  "entity-type": [
    { system: AUDIT.entityType, code: sql`case when au_.patient_id is not null then '1' end` },
    { system: AUDIT.resourceType, code: sql`au_.resource_type` },
  ],
  "entity-role": [
    { system: AUDIT.entityRole, code: sql`case when au_.patient_id is not null then '1' end` },
    { system: AUDIT.entityRole, code: sql`case when au_.resource_type is not null then '4' end` },
  ],
};

const tokenMatches = (values: readonly TokenValue[], coded: readonly Coded[]): Statement =>
  any(values.flatMap(({ system, code }) => coded
    .filter((one) => system === undefined || system === one.system)
    .map((one) => (code === undefined ? sql`${one.code} is not null` : sql`${one.code} = ${code}`))));

const START = /[\\%_]/g;

const matchesText = (criterion: Criterion & { kind: "string" }): Statement =>
  any(criterion.values.map((value) => {
    if (criterion.modifier === "exact") return sql`au_.address = ${value}`;
    const escaped = value.replace(START, "\\$&");
    return sql`lower(au_.address) like ${criterion.modifier === "contains" ? `%${escaped}%` : `${escaped}%`}`;
  }));

/** The column of row ids that a parameter refers by, of the one type that it refers to. */
const referenceOf = (tx: TenantTx, parameter: string, target: string): Statement | undefined => {
  if (target === "Patient" && (parameter === "patient" || parameter === "entity")) return sql`au_.patient_id`;
  return target === "Organization" && parameter === "source" ? sql`${tx.organizationId}::text` : undefined;
};

const referenceMatches = (tx: TenantTx, { parameter, values }: Criterion & { kind: "reference" }): Statement =>
  any(values.flatMap((value) => {
    const column = "type" in value ? referenceOf(tx, parameter, value.type) : undefined;
    return column && "type" in value ? [namesOneOf(tx, column, value.type, [value.id])] : [];
  }));

const IDENTIFIED: Readonly<Record<string, Statement>> = { agent: sql`au_.actor_id`, entity: sql`au_.resource_id` };

const matches = (tx: TenantTx, criterion: Criterion): Statement => {
  switch (criterion.kind) {
    case "id": return sql`au_.id = any(${criterion.values.map(toRowId)}::text[])`;
    case "date": return any(criterion.values.map((value) => instantMatches(value, sql`au_.at`)));
    case "token": return tokenMatches(criterion.values, criterion.modifier ? [] : (CODES[criterion.parameter] ?? []));
    case "string": return criterion.parameter === "address" ? matchesText(criterion) : NONE;
    case "reference": return referenceMatches(tx, criterion);
    case "identifier": {
      const code = IDENTIFIED[criterion.parameter];
      return code ? tokenMatches(criterion.values, [{ system: ownIds("id"), code }]) : NONE;
    }
    case "chain": return any(criterion.targets.flatMap(({ type, rowIds }) => {
      const column = referenceOf(tx, criterion.parameter, type);
      return column ? [sql`${column} in (${rowIds})`] : [];
    }));
    default: return NONE;
  }
};

const PRESENT: Readonly<Record<string, Statement>> = {
  _id: sql`true`, _lastUpdated: sql`true`, date: sql`true`, source: sql`true`,
  address: sql`au_.address is not null`,
  agent: sql`au_.actor_id is not null`,
  patient: sql`au_.patient_id is not null`,
  entity: sql`(au_.patient_id is not null or (au_.resource_type is not null and au_.resource_id is not null))`,
};

/** The audit trail as it lies. */
export const auditBranch: Branch = {
  type: "AuditEvent",
  from: sql`audit_events au_`,
  where: (tx) => sql`au_.organization_id = ${tx.organizationId}`,
  id: sql`replace(au_.id, '_', '-') collate "C"`,
  rowId: sql`au_.id`,
  matches,

  has: (_tx, parameter) =>
    PRESENT[parameter] ?? any((CODES[parameter] ?? []).map(({ code }) => sql`${code} is not null`)),

  sortKey: (_tx, parameter) => {
    if (parameter === "date" || parameter === "_lastUpdated") return { expression: sql`au_.at`, nullable: false };
    if (parameter === "_id") return { expression: sql`replace(au_.id, '_', '-') collate "C"`, nullable: false };
    if (parameter === "address") return { expression: sql`lower(au_.address) collate "C"`, nullable: true };
    const [first, ...others] = CODES[parameter] ?? [];
    return first && !others.length ? { expression: sql`(${first.code}) collate "C"`, nullable: true } : undefined;
  },

  pointer: (tx, parameter, target) => {
    const expression = referenceOf(tx, parameter, target);
    return expression && { expression, by: "rowId" };
  },
};
