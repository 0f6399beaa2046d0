import type { components } from "@vitaledge/contract/schema";
import { sql } from "../../db/sql.js";
import { changeRow, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Month } from "../../platform/civil.js";

export type MonthFacts = components["schemas"]["MonthFacts"];

export type MonthFactsRow = {
  id: string;
  enrollment_id: string;
  month: Month;
  facts: MonthFacts;
  changed_by: string | null;
  version: number;
  updated_at: Date;
};

export type SignOffRow = {
  id: string;
  enrollment_id: string;
  month: Month;
  practitioner_id: string;
  signed_at: Date;
  note_sealed: string | null;
};

const FACTS = sql`id, enrollment_id, month, facts, changed_by, version, updated_at`;
const SIGN_OFFS = sql`id, enrollment_id, month, practitioner_id, signed_at, note_sealed`;

const idOf = (enrollmentId: string, month: Month): string => `${enrollmentId}/${month}`;

export const selectMonthFacts = (tx: TenantTx, enrollmentId: string, limit: number): Promise<MonthFactsRow[]> =>
  tx.query<MonthFactsRow>(sql`
    select ${FACTS} from billing_month_facts
     where organization_id = ${tx.organizationId} and enrollment_id = ${enrollmentId} order by month desc limit ${limit}`);

export const selectFactsOfMonth = (tx: TenantTx, enrollmentIds: readonly string[], month: Month): Promise<MonthFactsRow[]> =>
  tx.query<MonthFactsRow>(sql`
    select ${FACTS} from billing_month_facts
     where organization_id = ${tx.organizationId} and id = any(${enrollmentIds.map((id) => idOf(id, month))})`);

/** Held until the transaction ends. */
export const lockMonthFacts = (tx: TenantTx, enrollmentId: string, month: Month): Promise<MonthFactsRow | undefined> =>
  tx.first<MonthFactsRow>(sql`
    select ${FACTS} from billing_month_facts
     where organization_id = ${tx.organizationId} and id = ${idOf(enrollmentId, month)} for update`);

/** Undefined where there are facts of the month already. */
export const insertMonthFacts = (tx: TenantTx, enrollmentId: string, month: Month, facts: MonthFacts): Promise<MonthFactsRow | undefined> =>
  tx.first<MonthFactsRow>(sql`
    insert into billing_month_facts (organization_id, id, enrollment_id, month, facts, changed_by, created_at, updated_at)
    values (${tx.organizationId}, ${idOf(enrollmentId, month)}, ${enrollmentId}, ${month}, ${JSON.stringify(facts)}, ${tx.actorId}, ${tx.now}, ${tx.now})
    on conflict do nothing returning ${FACTS}`);

export const changeMonthFacts = (tx: TenantTx, { id, version }: MonthFactsRow, facts: MonthFacts): Promise<MonthFactsRow | undefined> =>
  changeRow<MonthFactsRow>(tx, "billing_month_facts", { id }, { facts: JSON.stringify(facts), changed_by: tx.actorId }, sql`t.version = ${version}`);

/** What the facts of an enrollment's months were before they were changed. */
export const earlierMonthFacts = (tx: TenantTx, enrollmentId: string): AsyncGenerator<EarlierForm<MonthFactsRow>[]> =>
  earlierForms(tx, "billing_month_facts", sql`v.id in (
    select id from billing_month_facts where organization_id = ${tx.organizationId} and enrollment_id = ${enrollmentId})`, ["updated_at"]);

type NewSignOff = { id: string; enrollmentId: string; month: Month; practitionerId: string; userId: string; noteSealed: string | null };

export const insertSignOff = (tx: TenantTx, given: NewSignOff): Promise<SignOffRow | undefined> =>
  tx.first<SignOffRow>(sql`
    insert into billing_sign_offs (organization_id, id, enrollment_id, month, practitioner_id, signed_at, signed_by, note_sealed)
    values (${tx.organizationId}, ${given.id}, ${given.enrollmentId}, ${given.month}, ${given.practitionerId}, ${tx.now}, ${given.userId}, ${given.noteSealed})
    returning ${SIGN_OFFS}`);

/** Newest first. */
export const selectSignOffs = (tx: TenantTx, enrollmentId: string, month: Month, limit: number): Promise<SignOffRow[]> =>
  tx.query<SignOffRow>(sql`
    select ${SIGN_OFFS} from billing_sign_offs
     where organization_id = ${tx.organizationId} and enrollment_id = ${enrollmentId} and month = ${month}
     order by signed_at desc, id desc limit ${limit}`);

export const selectSignOffsOf = (tx: TenantTx, enrollmentIds: readonly string[], month: Month): Promise<SignOffRow[]> =>
  tx.query<SignOffRow>(sql`
    select ${SIGN_OFFS} from billing_sign_offs
     where organization_id = ${tx.organizationId} and enrollment_id = any(${enrollmentIds}) and month = ${month}
     order by enrollment_id, signed_at, id`);

/** Of all months, in the order of their ids, from after one id on. */
export const selectSignOffsAfter = (tx: TenantTx, enrollmentId: string, after: string, limit: number): Promise<SignOffRow[]> =>
  tx.query<SignOffRow>(sql`
    select ${SIGN_OFFS} from billing_sign_offs
     where organization_id = ${tx.organizationId} and enrollment_id = ${enrollmentId} and id > ${after} order by id limit ${limit}`);
