import type { Actor } from "./actors.js";
import { PASSWORD } from "./actors.js";
import { call, type Answer } from "./call.js";

export type Ways = Record<string, (url: string) => Promise<Answer>>;

/**
 * One request of each way through the server: an account without an organization, the writer of batches, a read and a
 * write of an organization. No two readings have one natural key.
 */
export const fourWays = (owner: Actor, patientId: string): Ways => {
  const headers = { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
  let sent = 0;
  return {
    login: (url) => call(url, "POST", "/api/auth/login", { email: owner.email, password: PASSWORD }),
    ingest: (url) =>
      call(url, "POST", "/api/observations", {
        patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, (sent += 1))).toISOString(),
      }, headers),
    list: (url) => call(url, "GET", `/api/observations?patientId=${patientId}&limit=20`, undefined, headers),
    // Stands for every write of an organization but readings.
    rule: (url) =>
      call(url, "POST", "/api/alert-rules", {
        metricDefinitionId: "metric_bp_systolic", severity: "HIGH", condition: { type: "threshold", operator: "gt", value: 200 },
      }, headers),
  };
};
