import { randomBytes, randomUUID } from "node:crypto";
import type { VitalEdge } from "@vitaledge/sdk";
import { Webhook } from "standardwebhooks";
import { ORGANIZATION, signInToDemonstration } from "../support/demonstration.js";
import type { TestServer } from "../support/server.js";
import type { Prepared } from "./prepared-names.js";
import { createPeople } from "./prepared-people.js";

export type Makers<Names> = { [Name in keyof Names]: () => Promise<Names[Name]> };
export type Prepare = (names: readonly string[]) => Promise<Partial<Prepared>>;

const BODY = JSON.stringify({
  id: "evt_123", type: "alert.opened", timestamp: "2026-01-12T13:30:00.000Z", organizationId: ORGANIZATION,
  data: { id: "alert_123", patientId: "patient_xyz", severity: "CRITICAL" },
});

/** Makes what is asked for anew each time, so that no snippet meets what another left. */
export const createPrepare = async (server: TestServer): Promise<Prepare> => {
  const ve = await signInToDemonstration(server.url);
  const makers: Makers<Prepared> = { ve: async () => ve, ...createPeople(server, ve), ...createCare(ve), ...createKeys(ve), ...createWebhook() };
  const isKnown = (name: string): name is keyof Prepared => name in makers;
  return async (names) => {
    const made: [string, unknown][] = [];
    for (const name of names) {
      if (!isKnown(name)) throw new Error(`Nothing is prepared under the name ${name}.`);
      made.push([name, await makers[name]()]);
    }
    return Object.fromEntries(made);
  };
};

const createCare = (ve: VitalEdge): Makers<Pick<Prepared, "patientId" | "reading" | "enrollmentId" | "alertId" | "alertsSoon">> => {
  const patientId = async (): Promise<string> =>
    (await ve.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" })).id;
  const alertId = async (): Promise<string> => {
    const reading = { metricDefinitionId: "metric_bp_systolic", value: 250, unit: "mmHg", source: "DEVICE" } as const;
    const { alerts } = await ve.observations.create({ ...reading, patientId: await patientId(), recordedAt: new Date().toISOString() });
    return alerts[0]!;
  };
  return {
    patientId,
    alertId,
    async reading() {
      const reading = { patientId: await patientId(), metricDefinitionId: "metric_weight", unit: "kg", source: "DEVICE", recordedAt: "2026-11-19T08:00:00Z" } as const;
      await ve.observations.create({ ...reading, value: 80 });
      return { ...reading, value: 81 };
    },
    async enrollmentId() {
      const startDate = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
      return (await ve.enrollments.create({ patientId: await patientId(), program: "RPM", startDate })).id;
    },
    async alertsSoon() {
      for (let at = 1; at <= 5; at++) setTimeout(() => void alertId().catch(() => undefined), at * 400).unref();
      return true;
    },
  };
};

const createKeys = (ve: VitalEdge): Makers<Pick<Prepared, "clientId" | "clientSecret">> => {
  let secret = "";
  return {
    async clientId() {
      const key = await ve.apiKeys.create({
        name: "Snippet", permissions: ["patients:read", "observations:write", "billing:read", "billing:export", "billing:close"],
      });
      secret = key.secret!;
      return key.clientId;
    },
    clientSecret: async () => secret,
  };
};

const createWebhook = (): Makers<Pick<Prepared, "secret" | "request" | "body">> => {
  let secret = "";
  return {
    secret: async () => (secret = `whsec_${randomBytes(24).toString("base64")}`),
    body: async () => BODY,
    async request() {
      const [id, at] = [`evt_${randomUUID()}`, new Date()];
      const signature = new Webhook(secret).sign(id, at, BODY);
      const headers = { "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": signature };
      return new Request("http://localhost/hooks", { method: "POST", headers, body: BODY });
    },
  };
};
