import type { components } from "@vitaledge/contract/schema";
import type { MonthFactsRow } from "./billing-evidence.sql.js";
import type { SignOff } from "./sign-offs.service.js";

type Schemas = components["schemas"];

export const presentMonthFacts = (row: MonthFactsRow): Schemas["MonthFactsOnRecord"] => ({
  month: row.month,
  facts: row.facts,
  setBy: row.changed_by,
  setAt: row.updated_at.toISOString(),
  version: row.version,
});

export const presentSignOff = ({ practitionerId, at, note }: SignOff): Schemas["SignOff"] => ({ practitionerId, at: at.toISOString(), note });
