import type { Core } from "./core.js";
import type {
  AlertRulesMethods, ApiKeysMethods, AuditEventsMethods, BillingMethods, DevicesMethods, MetricDefinitionsMethods, OrganizationsMethods,
  PatientsMethods, PractitionersMethods, TimeEntriesMethods, WebhooksMethods,
} from "./generated/methods.js";
import {
  ALERT_RULES, API_KEYS, AUDIT_EVENTS, BILLING, DEVICES, METRIC_DEFINITIONS, ORGANIZATIONS, PATIENTS, PRACTITIONERS, TIME_ENTRIES, WEBHOOKS,
} from "./generated/tables.js";
import { createNamespace } from "./namespace.js";

export { alerts } from "./namespaces/alerts.js";
export { auth } from "./namespaces/auth.js";
export { enrollments } from "./namespaces/enrollments.js";
export { events } from "./namespaces/events.js";
export { observations } from "./namespaces/observations.js";

export const alertRules = (core: Core): AlertRulesMethods => createNamespace(core, ALERT_RULES);
export const apiKeys = (core: Core): ApiKeysMethods => createNamespace(core, API_KEYS);
export const auditEvents = (core: Core): AuditEventsMethods => createNamespace(core, AUDIT_EVENTS);
export const billing = (core: Core): BillingMethods => createNamespace(core, BILLING);
export const devices = (core: Core): DevicesMethods => createNamespace(core, DEVICES);
export const metricDefinitions = (core: Core): MetricDefinitionsMethods => createNamespace(core, METRIC_DEFINITIONS);
export const organizations = (core: Core): OrganizationsMethods => createNamespace(core, ORGANIZATIONS);
export const patients = (core: Core): PatientsMethods => createNamespace(core, PATIENTS);
export const practitioners = (core: Core): PractitionersMethods => createNamespace(core, PRACTITIONERS);
export const timeEntries = (core: Core): TimeEntriesMethods => createNamespace(core, TIME_ENTRIES);
export const webhooks = (core: Core): WebhooksMethods => createNamespace(core, WEBHOOKS);
