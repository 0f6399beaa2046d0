import { rawOf } from "@vitaledge/sdk/raw";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInToDemonstration, startDemonstration } from "../../test/support/demonstration.js";
import { runExample } from "../../test/support/run-example.js";
import type { TestServer } from "../../test/support/server.js";
import { recordReading as recordPlainly } from "./src/plain-fetch.js";
import { recordReading } from "./src/quickstart.js";

let server: TestServer;

beforeAll(async () => {
  server = await startDemonstration();
});
afterAll(() => server.close());

test("the program does what its page says; with the SDK and without it the same reading is answered with the first one", async () => {
  const { stdout, stderr } = await runExample(["examples/quickstart/src/main.ts"], { VITALEDGE_BASE_URL: server.url });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^Recorded obs_\w+: 142 mmHg\n(.*mmHg\n|.*bpm\n){5}Who needs attention first:\n( {2}patient_.+\n)+$/);

  const ve = await signInToDemonstration(server.url);
  const { data } = await rawOf(ve).POST("/api/auth/login", { body: { email: "user@example.com", password: "secure_password" } });
  const { id } = await recordReading(ve, "patient_xyz");
  expect(stdout).toContain(`Recorded ${id}:`);
  expect(await recordPlainly(server.url, (data as { accessToken: string }).accessToken)).toMatchObject({ id, patientId: "patient_xyz", value: 142 });
});
