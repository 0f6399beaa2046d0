import { randomBytes, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { BodyOf, VitalEdge } from "@vitaledge/sdk";
import { ACCOUNT, ORGANIZATION, signInToDemonstration } from "../support/demonstration.js";
import type { TestServer } from "../support/server.js";

/** What a snippet may ask for by `needs`: in TypeScript by these names, in a shell as `PATIENT_ID` and so on. */
export type Prepared = {
  /** A client that is signed in to the demonstration. */
  ve: VitalEdge;
  /** An access token of it. */
  accessToken: string;
  /** A new patient. */
  patientId: string;
  /** A new patient's enrollment in RPM, since two months. */
  enrollmentId: string;
  /** A new open alert. */
  alertId: string;
  /** A new API key; asked for before `clientSecret`, which goes with it. */
  clientId: string;
  clientSecret: string;
  /** A webhook's secret; asked for before a `request` that is signed by it, and the request's `body`. */
  secret: string;
  request: Request;
  body: string;
  /** Lets new critical alerts come while the snippet runs. */
  alertsSoon: boolean;
};

type Permission = BodyOf<"createApiKey">["permissions"] extends (infer P)[] | undefined ? P : never;
const PERMISSIONS: Permission[] = ["patients:read", "observations:write", "billing:read", "billing:export", "billing:close"];

export type Prepare = (names: readonly string[]) => Promise<Partial<Prepared>>;

const BODY = JSON.stringify({
  id: "evt_123", type: "alert.opened", timestamp: "2026-01-12T13:30:00.000Z", organizationId: ORGANIZATION,
  data: { id: "alert_123", patientId: "patient_xyz", severity: "CRITICAL" },
});
const DAY = 86_400_000;

/** Makes what is asked for anew each time, so that no snippet meets what another left. */
export const createPrepare = async ({ url, clock }: TestServer): Promise<Prepare> => {
  const ve = await signInToDemonstration(url);
  const createPatient = async (): Promise<string> =>
    (await ve.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" })).id;
  let secret = "";

  const makers: { [Name in keyof Prepared]: () => Promise<Prepared[Name]> } = {
    ve: async () => ve,
    async accessToken() {
      const { data } = await ve.raw.POST("/api/auth/login", { body: ACCOUNT });
      if (data === undefined || "mfaToken" in data) throw new Error("The demonstration did not sign in.");
      return data.accessToken;
    },
    patientId: createPatient,
    async enrollmentId() {
      const startDate = new Date(clock.now().getTime() - 60 * DAY).toISOString().slice(0, 10);
      return (await ve.enrollments.create({ patientId: await createPatient(), program: "RPM", startDate })).id;
    },
    async alertId() {
      const reading = { metricDefinitionId: "metric_bp_systolic", value: 250, unit: "mmHg", source: "DEVICE" } as const;
      const { alerts } = await ve.observations.create({ ...reading, patientId: await createPatient(), recordedAt: clock.now().toISOString() });
      return alerts[0]!;
    },
    async clientId() {
      const key = await ve.apiKeys.create({ name: "Snippet", permissions: PERMISSIONS });
      secret = key.secret!;
      return key.clientId;
    },
    clientSecret: async () => secret,
    async secret() {
      secret = `whsec_${randomBytes(24).toString("base64")}`;
      return secret;
    },
    async request() {
      const [id, at] = [`evt_${randomUUID()}`, new Date()];
      const signature = new Webhook(secret).sign(id, at, BODY);
      const headers = { "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": signature };
      return new Request("http://localhost/hooks", { method: "POST", headers, body: BODY });
    },
    body: async () => BODY,
    async alertsSoon() {
      for (let at = 1; at <= 5; at++) setTimeout(() => void makers.alertId().catch(() => undefined), at * 400).unref();
      return true;
    },
  };
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
