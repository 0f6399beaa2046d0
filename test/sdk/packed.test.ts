import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, type Actor } from "../support/actors.js";
import { createPatient } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

const PACKAGE = fileURLToPath(new URL("../../packages/sdk/", import.meta.url));
const run = promisify(execFile);

let server: TestServer;
let owner: Actor;
let patientId: string;
let folder: string;

/** A folder that has the package as it is published, and nothing else. */
beforeAll(async () => {
  if (!existsSync(join(PACKAGE, "dist", "fhir.js"))) {
    await run(process.execPath, [join(PACKAGE, "node_modules", "tsup", "dist", "cli-default.js")], { cwd: PACKAGE });
  }
  folder = await mkdtemp(join(tmpdir(), "vitaledge-sdk-"));
  const installed = join(folder, "node_modules", "@vitaledge", "sdk");
  await mkdir(installed, { recursive: true });
  for (const name of ["package.json", "dist"]) await cp(join(PACKAGE, name), join(installed, name), { recursive: true });
  server = await startServer();
  owner = await server.owner();
  patientId = await createPatient(owner);
}, 180_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const body = `
const main = async () => {
  const { url, organizationId, email, password, patientId, folder } = JSON.parse(process.env.SCENE);
  const auth = session({ store: fileStore(folder + "/session.json") });
  const ve = new VitalEdge({ baseUrl: url, organizationId, auth });
  const { status } = await ve.auth.login({ email, password });
  const patient = await ve.patients.get(patientId);
  const missing = await ve.patients.get("patient_nobody").safe();
  const refused = await fhirOf(ve).read("Patient", "nobody").safe();
  const raw = await createRawClient({ baseUrl: url, organizationId, auth }).GET("/api/patients/{id}", { params: { path: { id: patientId } } });
  console.log(JSON.stringify({
    status, id: patient.id, raw: raw.data.id, isNotFound: missing.error instanceof NotFoundError, code: missing.error.code,
    ofFhir: refused.error instanceof NotFoundError && refused.error.code,
  }));
};
main();
`;
const NAMES = {
  "@vitaledge/sdk": "{ NotFoundError, session, VitalEdge }", "@vitaledge/sdk/node": "{ fileStore }", "@vitaledge/sdk/fhir": "{ fhirOf }", "@vitaledge/sdk/raw": "{ createRawClient }", "@vitaledge/sdk/webhooks": "{ verifyWebhook }",
};
const write = (line: (names: string, from: string) => string): string =>
  Object.entries(NAMES).map(([from, names]) => line(names, from)).join("\n") + body;

test.each([
  ["an ES module", "program.mjs", write((names, from) => `import ${names} from "${from}";`)],
  ["a CommonJS module", "program.cjs", write((names, from) => `const ${names} = require("${from}");`)],
])("the built package is %s that logs in and reads a patient", async (_, name, program) => {
  await writeFile(join(folder, name), program);
  const { email, organizationId } = owner;
  const scene = { url: server.url, organizationId, email, password: PASSWORD, patientId, folder };
  const { stdout, stderr } = await run(process.execPath, [name], { cwd: folder, env: { SCENE: JSON.stringify(scene) } });
  expect(JSON.parse(stdout)).toEqual({ status: "authenticated", id: patientId, raw: patientId, isNotFound: true, code: "patient_not_found", ofFhir: "resource_not_found" });
  expect(stderr).toBe("");
});
