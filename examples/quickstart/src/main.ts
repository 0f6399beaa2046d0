import { VitalEdge } from "@vitaledge/sdk";
import { describeQueue, latestReadings, recordReading } from "./quickstart.js";

const ve = new VitalEdge({ baseUrl: process.env["VITALEDGE_BASE_URL"] ?? "http://localhost:8080", organizationId: "org_abc123" });
await ve.auth.login({ email: "user@example.com", password: "secure_password" });

const { id, value, unit } = await recordReading(ve, "patient_xyz");
console.log(`Recorded ${id}: ${value} ${unit}`);
for (const reading of await latestReadings(ve, "patient_xyz")) {
  console.log(`${reading.recordedAt}  ${reading.metricDefinitionId}  ${reading.value} ${reading.unit}`);
}
console.log("Who needs attention first:");
for (const line of await describeQueue(ve)) console.log(`  ${line}`);
await ve.auth.logout();
