import { accounts } from "./0001_accounts.js";
import { clinical } from "./0002_clinical.js";
import { observations } from "./0003_observations.js";
import { tokenKeys } from "./0004_token_keys.js";
import { sessions } from "./0005_sessions.js";
import { guessing } from "./0006_guessing.js";
import { audit } from "./0007_audit.js";
import { limits } from "./0008_limits.js";
import { events } from "./0009_events.js";
import { scheduler } from "./0010_scheduler.js";
import { serviceAccounts } from "./0011_service_accounts.js";
import { mergedPatients } from "./0013_merged_patients.js";
import { billingSettings } from "./0014_billing_settings.js";
import { claims } from "./0015_claims.js";
import { rollups } from "./0016_rollups.js";
import { fhir } from "./0017_fhir.js";
import { fhirSearch } from "./0018_fhir_search.js";
import { fhirObservations } from "./0019_fhir_observations.js";
import { fhirRows } from "./0020_fhir_rows.js";
import { fhirExports } from "./0021_fhir_exports.js";
import { fhirSubscriptions } from "./0022_fhir_subscriptions.js";
import { smart } from "./0023_smart.js";
import { panelIndex } from "./0027_panel_index.js";
import { recentWrites } from "./0028_recent_writes.js";
import { detachableMonths } from "./0025_detachable_months.js";
import { foundByPlans } from "./0029_found_by_plans.js";
import { waitingAlerts } from "./0030_waiting_alerts.js";
import { newestByKey } from "./0031_newest_by_key.js";

export type Migration = { readonly name: string; readonly statements: readonly string[] };

/** Forward only, in this order; a migration that was released is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  { name: "0001_accounts", statements: accounts },
  { name: "0002_clinical", statements: clinical },
  { name: "0003_observations", statements: observations },
  { name: "0004_token_keys", statements: tokenKeys },
  { name: "0005_sessions", statements: sessions },
  { name: "0006_guessing", statements: guessing },
  { name: "0007_audit", statements: audit },
  { name: "0008_limits", statements: limits },
  { name: "0009_events", statements: events },
  { name: "0010_scheduler", statements: scheduler },
  { name: "0011_service_accounts", statements: serviceAccounts },
  { name: "0013_merged_patients", statements: mergedPatients },
  { name: "0014_billing_settings", statements: billingSettings },
  { name: "0015_claims", statements: claims },
  { name: "0016_rollups", statements: rollups },
  { name: "0017_fhir", statements: fhir },
  { name: "0018_fhir_search", statements: fhirSearch },
  { name: "0019_fhir_observations", statements: fhirObservations },
  { name: "0020_fhir_rows", statements: fhirRows },
  { name: "0021_fhir_exports", statements: fhirExports },
  { name: "0022_fhir_subscriptions", statements: fhirSubscriptions },
  { name: "0023_smart", statements: smart },
  { name: "0027_panel_index", statements: panelIndex },
  { name: "0025_detachable_months", statements: detachableMonths },
  { name: "0028_recent_writes", statements: recentWrites },
  { name: "0029_found_by_plans", statements: foundByPlans },
  { name: "0030_waiting_alerts", statements: waitingAlerts },
  { name: "0031_newest_by_key", statements: newestByKey },
];
