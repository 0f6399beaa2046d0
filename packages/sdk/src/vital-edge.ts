import { session } from "./auth.js";
import { Core, createCore } from "./core.js";
import type {
  AlertRulesMethods, ApiKeysMethods, AuditEventsMethods, BillingMethods, DevicesMethods, MetricDefinitionsMethods, OrganizationsMethods,
  PatientsMethods, PractitionersMethods, TimeEntriesMethods, WebhooksMethods,
} from "./generated/methods.js";
import {
  alertRules, alerts, apiKeys, auditEvents, auth, billing, devices, enrollments, events,
  metricDefinitions, observations, organizations, patients, practitioners, timeEntries, webhooks,
} from "./namespaces.js";
import type { AlertsApi } from "./namespaces/alerts.js";
import type { AuthApi } from "./namespaces/auth.js";
import type { EnrollmentsApi } from "./namespaces/enrollments.js";
import type { EventsApi } from "./namespaces/events.js";
import type { ObservationsApi } from "./namespaces/observations.js";
import type { Defaults, VitalEdgeOptions } from "./options.js";

/** The namespaces of a client. */
export interface Namespaces {
  /** Rules that raise alerts. */
  readonly alertRules: AlertRulesMethods;
  /** Alerts, the triage queue and what is done about them. */
  readonly alerts: AlertsApi;
  /** Keys of programs that call by themselves. */
  readonly apiKeys: ApiKeysMethods;
  /** Who saw or changed what. */
  readonly auditEvents: AuditEventsMethods;
  /** Login, the session and second factors. */
  readonly auth: AuthApi;
  /** A month's billing: readiness, export, close and claims. */
  readonly billing: BillingMethods;
  /** Devices and whose readings they send. */
  readonly devices: DevicesMethods;
  /** Enrollments of patients in programs. */
  readonly enrollments: EnrollmentsApi;
  /** What happens, as it happens. */
  readonly events: EventsApi;
  /** What is measured, and in which unit. */
  readonly metricDefinitions: MetricDefinitionsMethods;
  /** Readings. */
  readonly observations: ObservationsApi;
  /** Organizations, their people and settings. */
  readonly organizations: OrganizationsMethods;
  /** Patients, their records and who saw them. */
  readonly patients: PatientsMethods;
  /** Who renders and orders care. */
  readonly practitioners: PractitionersMethods;
  /** Minutes of care, logged or by a timer. */
  readonly timeEntries: TimeEntriesMethods;
  /** Where events are sent, and what became of them. */
  readonly webhooks: WebhooksMethods;
}

const PARTS = {
  alertRules, alerts, apiKeys, auditEvents, auth, billing, devices, enrollments, events,
  metricDefinitions, observations, organizations, patients, practitioners, timeEntries, webhooks,
} satisfies { [Name in keyof Namespaces]: (core: Core) => Namespaces[Name] };

/**
 * A client of one VitalEdge server: `new VitalEdge({ baseUrl, organizationId, auth })`. Its calls go out when they are awaited.
 */
export class VitalEdge implements Namespaces {
  /** @internal */
  readonly core: Core;
  declare readonly alertRules: AlertRulesMethods;
  declare readonly alerts: AlertsApi;
  declare readonly apiKeys: ApiKeysMethods;
  declare readonly auditEvents: AuditEventsMethods;
  declare readonly auth: AuthApi;
  declare readonly billing: BillingMethods;
  declare readonly devices: DevicesMethods;
  declare readonly enrollments: EnrollmentsApi;
  declare readonly events: EventsApi;
  declare readonly metricDefinitions: MetricDefinitionsMethods;
  declare readonly observations: ObservationsApi;
  declare readonly organizations: OrganizationsMethods;
  declare readonly patients: PatientsMethods;
  declare readonly practitioners: PractitionersMethods;
  declare readonly timeEntries: TimeEntriesMethods;
  declare readonly webhooks: WebhooksMethods;

  constructor(options: VitalEdgeOptions);
  /** @internal */
  constructor(core: Core);
  constructor(from: VitalEdgeOptions | Core) {
    this.core = from instanceof Core ? from : createCore({ ...from, auth: from.auth ?? session() });
    for (const [name, create] of Object.entries(PARTS)) Object.defineProperty(this, name, { value: create(this.core), enumerable: true });
  }

  /** Of the calls that name no other. */
  get organizationId(): string | undefined {
    return this.core.organizationId;
  }

  /** The same session in another organization. */
  forOrganization(organizationId: string): VitalEdge {
    return this.with({ organizationId });
  }

  /** The same session and connection with other defaults. */
  with(defaults: Defaults): VitalEdge {
    return new VitalEdge(this.core.derive(defaults));
  }

  /** Stops listening to the store. The session stays where it is stored. */
  dispose(): void {
    this.core.dispose();
  }

  /** `await using ve = new VitalEdge(...)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }
}
