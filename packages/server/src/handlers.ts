import type { Handlers } from "./http/contract.js";
import { apiKeyHandlers } from "./features/api-keys/api-keys.handlers.js";
import { authHandlers } from "./features/auth/auth.handlers.js";
import { organizationHandlers } from "./features/organizations/organizations.handlers.js";
import { patientHandlers } from "./features/patients/patients.handlers.js";
import { patientRecordHandlers } from "./features/patient-records/patient-records.handlers.js";
import { practitionerHandlers } from "./features/practitioners/practitioners.handlers.js";
import { metricDefinitionHandlers } from "./features/metric-definitions/metric-definitions.handlers.js";
import { deviceHandlers } from "./features/devices/devices.handlers.js";
import { enrollmentHandlers } from "./features/enrollments/enrollments.handlers.js";
import { timeEntryHandlers } from "./features/time-entries/time-entries.handlers.js";
import { observationHandlers } from "./features/observations/observations.handlers.js";
import { alertHandlers } from "./features/alerts/alerts.handlers.js";
import { alertRuleHandlers } from "./features/alerts/alert-rules.handlers.js";
import { auditEventHandlers } from "./features/audit-events/audit-events.handlers.js";
import { billingHandlers } from "./features/billing/billing.handlers.js";
import { claimHandlers } from "./features/claims/claims.handlers.js";
import { billingEvidenceHandlers } from "./features/billing-evidence/billing-evidence.handlers.js";
import { billingTermsHandlers } from "./features/billing-terms/billing-terms.handlers.js";
import { eventHandlers } from "./features/events/events.handlers.js";
import { webhookHandlers } from "./features/webhooks/webhooks.handlers.js";
import { smartHandlers } from "./features/fhir/smart/smart.handlers.js";
import { systemHandlers } from "./platform/health.js";

/** What the process says of itself: a server that is leaving is not ready. */
export type ServerState = {
  draining: boolean;
  /** Another process goes on at the same port: only this one leaves, and who asks the server for its state is not told so. */
  replaced: boolean;
  /** Aborted when answers that would go on for ever have to end. */
  leaving: AbortController;
};

export const handlersOf = (state: ServerState): Handlers => ({
  ...systemHandlers(state),
  ...authHandlers,
  ...apiKeyHandlers,
  ...smartHandlers,
  ...organizationHandlers,
  ...patientHandlers,
  ...patientRecordHandlers,
  ...practitionerHandlers,
  ...metricDefinitionHandlers,
  ...deviceHandlers,
  ...enrollmentHandlers,
  ...timeEntryHandlers,
  ...observationHandlers,
  ...alertHandlers,
  ...alertRuleHandlers,
  ...billingHandlers,
  ...claimHandlers,
  ...billingTermsHandlers,
  ...billingEvidenceHandlers,
  ...auditEventHandlers,
  ...webhookHandlers,
  ...eventHandlers(state),
});
