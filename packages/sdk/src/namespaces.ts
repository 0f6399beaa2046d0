import type { Core } from "./core.js";
import { openDownload } from "./download.js";
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

/** Rules that raise alerts. */
export const alertRules = (core: Core): AlertRulesMethods => createNamespace(core, ALERT_RULES);
/** Keys of programs that call by themselves. */
export const apiKeys = (core: Core): ApiKeysMethods => createNamespace(core, API_KEYS);
/** Who saw or changed what. */
export const auditEvents = (core: Core): AuditEventsMethods => createNamespace(core, AUDIT_EVENTS);
/** A month's billing: readiness, export, close and claims. */
export const billing = (core: Core): BillingMethods => createNamespace(core, BILLING, openDownload);
/** Devices and whose readings they send. */
export const devices = (core: Core): DevicesMethods => createNamespace(core, DEVICES);
/** What is measured, and in which unit. */
export const metricDefinitions = (core: Core): MetricDefinitionsMethods => createNamespace(core, METRIC_DEFINITIONS);
/** Organizations, their people and settings. */
export const organizations = (core: Core): OrganizationsMethods => createNamespace(core, ORGANIZATIONS, openDownload);
/** Patients, their records and who saw them. */
export const patients = (core: Core): PatientsMethods => createNamespace(core, PATIENTS, openDownload);
/** Who renders and orders care. */
export const practitioners = (core: Core): PractitionersMethods => createNamespace(core, PRACTITIONERS);
/** Minutes of care, logged or by a timer. */
export const timeEntries = (core: Core): TimeEntriesMethods => createNamespace(core, TIME_ENTRIES);
/** Where events are sent, and what became of them. */
export const webhooks = (core: Core): WebhooksMethods => createNamespace(core, WEBHOOKS);
