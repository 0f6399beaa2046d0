import { sql } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { BillingSettings } from "../billing/rules/settings.js";
import type { LocalDate, Month } from "../../platform/civil.js";

/** As they were completed when they were set: a default that changes later alters no month. */
export type SetOfSettings = { effectiveFrom: Month; settings: BillingSettings; setBy: string | null; setAt: string };
export type Price = { code: string; effectiveFrom: LocalDate; amountCents: number | null };

export type Contents = { settings: SetOfSettings[]; charges: Price[]; fees: Price[] };
export type TermsId = keyof Contents;

export type TermsRow<Id extends TermsId = TermsId> = {
  id: Id;
  content: Contents[Id];
  changed_by: string | null;
  version: number;
  updated_at: Date;
};

const COLUMNS = sql`id, content, changed_by, version, updated_at`;

export const selectTerms = (tx: TenantTx): Promise<TermsRow[]> =>
  tx.query<TermsRow>(sql`select ${COLUMNS} from billing_terms where organization_id = ${tx.organizationId}`);

export const selectTermsOf = <Id extends TermsId>(tx: TenantTx, id: Id): Promise<TermsRow<Id> | undefined> =>
  tx.first<TermsRow<Id>>(sql`select ${COLUMNS} from billing_terms where organization_id = ${tx.organizationId} and id = ${id}`);

/** Makes the row where there is none yet, empty, and holds it until the transaction ends. */
export const holdTerms = async <Id extends TermsId>(tx: TenantTx, id: Id): Promise<TermsRow<Id> | undefined> => {
  await tx.query(sql`
    insert into billing_terms (organization_id, id, content, created_at, updated_at)
    values (${tx.organizationId}, ${id}, '[]', ${tx.now}, ${tx.now}) on conflict do nothing`);
  return tx.first<TermsRow<Id>>(sql`
    select ${COLUMNS} from billing_terms where organization_id = ${tx.organizationId} and id = ${id} for update`);
};

export const changeTerms = <Id extends TermsId>(tx: TenantTx, id: Id, version: number, content: Contents[Id]): Promise<TermsRow<Id> | undefined> =>
  changeRow<TermsRow<Id>>(tx, "billing_terms", { id }, { content: JSON.stringify(content), changed_by: tx.actorId }, sql`t.version = ${version}`);
