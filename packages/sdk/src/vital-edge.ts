import type { RawClient } from "./core.js";
import { Core, createCore } from "./core.js";
import { createAlertRules } from "./namespaces/alert-rules.js";
import { createAlerts } from "./namespaces/alerts.js";
import { createAuditEvents } from "./namespaces/audit-events.js";
import { createApiKeys } from "./namespaces/api-keys.js";
import { createAuth } from "./namespaces/auth.js";
import { createBilling } from "./namespaces/billing.js";
import { createDevices } from "./namespaces/devices.js";
import { createEnrollments } from "./namespaces/enrollments.js";
import { createEvents } from "./namespaces/events.js";
import { createMetricDefinitions } from "./namespaces/metric-definitions.js";
import { createObservations } from "./namespaces/observations.js";
import { createOrganizations } from "./namespaces/organizations.js";
import { createPatients } from "./namespaces/patients.js";
import { createPractitioners } from "./namespaces/practitioners.js";
import { createTimeEntries } from "./namespaces/time-entries.js";
import { createWebhooks } from "./namespaces/webhooks.js";
import type { Defaults, VitalEdgeOptions } from "./options.js";
import { createRaw } from "./raw-client.js";

function createNamespaces(core: Core) {
  return {
    auth: createAuth(core),
    apiKeys: createApiKeys(core),
    organizations: createOrganizations(core),
    patients: createPatients(core),
    practitioners: createPractitioners(core),
    metricDefinitions: createMetricDefinitions(core),
    devices: createDevices(core),
    enrollments: createEnrollments(core),
    timeEntries: createTimeEntries(core),
    observations: createObservations(core),
    alerts: createAlerts(core),
    alertRules: createAlertRules(core),
    billing: createBilling(core),
    auditEvents: createAuditEvents(core),
    webhooks: createWebhooks(core),
    events: createEvents(core),
  };
}

export type Namespaces = ReturnType<typeof createNamespaces>;

/** A client of one VitalEdge server. */
export class VitalEdge {
  readonly #core: Core;
  readonly auth: Namespaces["auth"];
  readonly apiKeys: Namespaces["apiKeys"];
  readonly organizations: Namespaces["organizations"];
  readonly patients: Namespaces["patients"];
  readonly practitioners: Namespaces["practitioners"];
  readonly metricDefinitions: Namespaces["metricDefinitions"];
  readonly devices: Namespaces["devices"];
  readonly enrollments: Namespaces["enrollments"];
  readonly timeEntries: Namespaces["timeEntries"];
  readonly observations: Namespaces["observations"];
  readonly alerts: Namespaces["alerts"];
  readonly alertRules: Namespaces["alertRules"];
  readonly billing: Namespaces["billing"];
  readonly auditEvents: Namespaces["auditEvents"];
  readonly webhooks: Namespaces["webhooks"];
  readonly events: Namespaces["events"];

  constructor(options: VitalEdgeOptions);
  /** @internal */
  constructor(core: Core);
  constructor(from: VitalEdgeOptions | Core) {
    this.#core = from instanceof Core ? from : createCore(from);
    const namespaces = createNamespaces(this.#core);
    this.auth = namespaces.auth;
    this.apiKeys = namespaces.apiKeys;
    this.organizations = namespaces.organizations;
    this.patients = namespaces.patients;
    this.practitioners = namespaces.practitioners;
    this.metricDefinitions = namespaces.metricDefinitions;
    this.devices = namespaces.devices;
    this.enrollments = namespaces.enrollments;
    this.timeEntries = namespaces.timeEntries;
    this.observations = namespaces.observations;
    this.alerts = namespaces.alerts;
    this.alertRules = namespaces.alertRules;
    this.billing = namespaces.billing;
    this.auditEvents = namespaces.auditEvents;
    this.webhooks = namespaces.webhooks;
    this.events = namespaces.events;
  }

  /** The typed openapi-fetch client on the same session, for what has no method here. */
  get raw(): RawClient {
    return createRaw(this.#core);
  }

  get organizationId(): string | undefined {
    return this.#core.organizationId;
  }

  /** The same session in another organization. */
  forOrganization(organizationId: string): VitalEdge {
    return this.with({ organizationId });
  }

  /** The same session and connection with other defaults. */
  with(defaults: Defaults): VitalEdge {
    return new VitalEdge(this.#core.derive(defaults));
  }

  /** Stops listening to the store. The session stays where it is stored. */
  dispose(): void {
    this.#core.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }
}
