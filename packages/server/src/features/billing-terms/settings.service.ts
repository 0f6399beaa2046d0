import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../db/with-tenant.js";
import { localDateOf, monthOf, type Month } from "../../platform/civil.js";
import { completeSettings } from "../billing/rules/settings.js";
import { timezoneOf } from "../organizations/organizations.service.js";
import { replaceTerms } from "./billing-terms.service.js";
import { selectTermsOf, type SetOfSettings } from "./billing-terms.sql.js";

/** All sets of settings, the latest month first, and the month that is asked about. */
export type SettingsAt = { month: Month; history: readonly SetOfSettings[]; version: number };

export const readSettings = async (tx: TenantTx, asked: Month | undefined): Promise<SettingsAt> => {
  const row = await selectTermsOf(tx, "settings");
  const month = asked ?? monthOf(localDateOf(tx.now, await timezoneOf(tx)));
  return { month, history: row?.content ?? [], version: row?.version ?? 1 };
};

/** Of one month there is one set: that of others stays as it is. */
export const replaceSettings = async (
  tx: TenantTx, { effectiveFrom, ...given }: components["schemas"]["BillingSettingsInput"], ifMatch: number | undefined,
): Promise<SettingsAt> => {
  const set: SetOfSettings = { effectiveFrom, settings: completeSettings(given), setBy: tx.actorId, setAt: tx.now.toISOString() };
  const { content, version } = await replaceTerms(tx, "settings", ifMatch, (present) =>
    [...present.filter((one) => one.effectiveFrom !== effectiveFrom), set].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1)));
  return { month: effectiveFrom, history: content, version };
};
