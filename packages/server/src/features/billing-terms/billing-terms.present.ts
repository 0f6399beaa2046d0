import type { components } from "@vitaledge/contract/schema";
import { DEFAULT_SETTINGS, type BillingSettings } from "../billing/rules/settings.js";
import type { Price, SetOfSettings, TermsRow } from "./billing-terms.sql.js";
import type { SettingsAt } from "./settings.service.js";
import { nationalPrices } from "./prices.service.js";

type Schemas = components["schemas"];

// The contract's lists may be changed by who gets them, those of the rules may not.
const presentValues = (settings: BillingSettings) => structuredClone(settings) as Omit<Schemas["DatedBillingSettings"], "effectiveFrom" | "setBy" | "setAt">;

const presentSet = ({ effectiveFrom, settings, setBy, setAt }: SetOfSettings): Schemas["DatedBillingSettings"] =>
  ({ effectiveFrom, ...presentValues(settings), setBy, setAt });

export const presentSettings = ({ month, history, version }: SettingsAt): Schemas["BillingSettings"] => {
  const inForce = history.find(({ effectiveFrom }) => effectiveFrom <= month);
  const shown = inForce ? presentSet(inForce) : { effectiveFrom: null, ...presentValues(DEFAULT_SETTINGS), setBy: null, setAt: null };
  return { ...shown, history: history.map(presentSet), version };
};

type Row = Pick<TermsRow<"charges" | "fees">, "content" | "changed_by" | "updated_at" | "version"> | undefined;

const presentChange = (row: Row) => {
  const version = row?.version ?? 1;
  return { setBy: row?.changed_by ?? null, setAt: row && version > 1 ? row.updated_at.toISOString() : null, version };
};

const withAmount = ({ amountCents, ...price }: Price): Schemas["Charge"][] => (amountCents === null ? [] : [{ ...price, amountCents }]);

export const presentCharges = (row: Row): Schemas["Charges"] => ({ data: (row?.content ?? []).flatMap(withAmount), ...presentChange(row) });

export const presentFees = (row: Row): Schemas["Fees"] =>
  row?.content.length
    ? { data: row.content, source: "ORGANIZATION", ...presentChange(row) }
    : { data: nationalPrices(), source: "NATIONAL", ...presentChange(row) };
