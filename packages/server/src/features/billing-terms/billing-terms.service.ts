import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { makeFeeTable, nationalFees, type FeeTable } from "../billing/fees.js";
import type { DatedSettings } from "../billing/rules/settings.js";
import { RULE_VERSION } from "../billing/rules/catalogue.js";
import { changeTerms, holdTerms, selectTerms, selectTermsOf, type Contents, type Price, type TermsId, type TermsRow } from "./billing-terms.sql.js";

/** What holds for all of an organization's patients. */
export type BillingTerms = {
  readonly settings: readonly DatedSettings[];
  /** The organization's own amounts, else the national ones. */
  readonly fees: FeeTable;
  /** Which amounts these are: told on claim lines. */
  readonly feeVersion: string;
  /** The practice's own prices. */
  readonly charges: FeeTable;
};

/** Shown beside an estimate. */
const OWN_FEES = "The organization's own fees";

const tableOf = (prices: readonly Price[], source: string): FeeTable => makeFeeTable(prices.map((price) => ({ ...price, source })));

const rowOf = <Id extends TermsId>(rows: readonly TermsRow[], id: Id): TermsRow<Id> | undefined =>
  rows.find((row): row is TermsRow<Id> => row.id === id);

const settingsIn = (row: TermsRow<"settings"> | undefined): DatedSettings[] =>
  (row?.content ?? []).map(({ effectiveFrom, settings }) => ({ effectiveFrom, settings }));

/** One statement for an organization, however many patients are evaluated by it. */
export const loadTerms = async (tx: TenantTx): Promise<BillingTerms> => {
  const rows = await selectTerms(tx);
  const fees = rowOf(rows, "fees");
  return {
    settings: settingsIn(rowOf(rows, "settings")),
    charges: tableOf(rowOf(rows, "charges")?.content ?? [], "charge"),
    ...(fees?.content.length
      ? { fees: tableOf(fees.content, OWN_FEES), feeVersion: `organization-${fees.version}` }
      : { fees: nationalFees(), feeVersion: `national-${RULE_VERSION}` }),
  };
};

/** The settings alone, each set from its month on. */
export const settingsHistory = async (tx: TenantTx): Promise<readonly DatedSettings[]> => settingsIn(await selectTermsOf(tx, "settings"));

/** Replaces the content by what `next` makes of the present one. Of two at once the later sees what the earlier left. */
export const replaceTerms = async <Id extends TermsId>(
  tx: TenantTx, id: Id, ifMatch: number | undefined, next: (present: Contents[Id]) => Contents[Id],
): Promise<TermsRow<Id>> => {
  const row = (await holdTerms(tx, id)) ?? fail("version_mismatch");
  expectVersion(row.version, ifMatch);
  return (await changeTerms(tx, id, row.version, next(row.content))) ?? fail("version_mismatch");
};
