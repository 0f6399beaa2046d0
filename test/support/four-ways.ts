import pg from "pg";
import type { Actor } from "./actors.js";
import { PASSWORD } from "./actors.js";
import { must } from "./billing-scene.js";
import { call, type Answer } from "./call.js";

export type Ways = Record<string, (url: string) => Promise<Answer>>;

/** Accounts there are at most: no two sign-ins of one, for a try that a fault cut off counts as a guess. */
const ACCOUNTS = 500;

/** Settings of a server that is asked all this from one address. */
export const UNHURRIED = {
  VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000", VITALEDGE_AUTH_REQUESTS_PER_NETWORK: "1000000", VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK: "1000000",
};

/**
 * One request of each way through the server: an account without an organization, the writer of batches, a read and a
 * write of an organization. No two readings have one natural key.
 */
export const fourWays = async (owner: Actor, superuserUrl: string): Promise<Ways> => {
  const headers = { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
  const patient = await must(owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }));
  await copyAccount(superuserUrl, owner.userId);
  let sent = 0;
  return {
    login: (url) => call(url, "POST", "/api/auth/login", { email: `copy-${(sent += 1) % ACCOUNTS}@example.com`, password: PASSWORD }),
    ingest: (url) =>
      call(url, "POST", "/api/observations", {
        patientId: patient.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE",
        recordedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, (sent += 1))).toISOString(),
      }, headers),
    list: (url) => call(url, "GET", `/api/observations?patientId=${patient.id}&limit=20`, undefined, headers),
    webhook: (url) => call(url, "POST", "/api/webhooks", { url: "https://hooks.example.com/a", events: ["alert.opened"] }, headers),
  };
};

const copyAccount = async (superuserUrl: string, userId: string): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`
    insert into users select copy.* from users t, generate_series(0, ${ACCOUNTS - 1}) n,
      jsonb_populate_record(t, jsonb_build_object('id', 'user_copy' || n, 'email', 'copy-' || n || '@example.com')) copy where t.id = $1`, [userId]);
  await client.end();
};
