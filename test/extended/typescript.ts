import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npmPackage } from "./needs.js";
import { runFor } from "./part.js";
import type { Part } from "./part.js";
import { makeProject } from "./runtimes/project.js";
import type { Project } from "./runtimes/project.js";

const SECONDS = 180;

const TESTING = `import { createMockApi, fixture } from "@vitaledge/sdk/testing";
export const mock = createMockApi({ baseUrl: "https://api.example.org" });
export const patient: Patient = fixture("getPatient");
`;

/** Every entry, as a program uses it. */
const PROGRAM = `import { isVitalEdgeError, NotFoundError, session, VitalEdge } from "@vitaledge/sdk";
import type { Patient } from "@vitaledge/sdk";
import { fileStore } from "@vitaledge/sdk/node";
import { createRawClient } from "@vitaledge/sdk/raw";
import { verifyWebhook } from "@vitaledge/sdk/webhooks";

export async function nameOf(baseUrl: string, id: string): Promise<string | null> {
  const ve = new VitalEdge({ baseUrl, organizationId: "org_abc123", auth: session({ store: fileStore("session.json") }) });
  const found = await ve.patients.get(id).safe();
  if (!found.ok) return found.error instanceof NotFoundError ? null : found.error.name;
  const patient: Patient = found.data;
  // @ts-expect-error There is no such property.
  patient.lastname;
  return patient.lastName;
}
export const isOurs: (value: unknown) => boolean = isVitalEdgeError;
export { createRawClient, verifyWebhook };
`;

const settings = (moduleResolution: "node16" | "bundler", skipLibCheck: boolean): object => ({
  compilerOptions: {
    target: "es2022", module: moduleResolution === "node16" ? "node16" : "esnext", moduleResolution, skipLibCheck,
    strict: true, noEmit: true, types: ["node"], lib: ["es2022", "dom", "dom.iterable"],
  },
  include: ["program.ts"],
});

const checkWith = async (project: Project, moduleResolution: "node16" | "bundler", skipLibCheck: boolean, type: "module" | "commonjs"): Promise<void> => {
  const folder = join(project.folder, `${moduleResolution}-${skipLibCheck}-${type}`);
  // The types of msw itself hold an import that CommonJS may not make.
  const takesMsw = skipLibCheck || type === "module";
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type }));
  await writeFile(join(folder, "program.ts"), takesMsw ? PROGRAM + TESTING : PROGRAM);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings(moduleResolution, skipLibCheck)));
  const { code, output } = await runFor(SECONDS, project.bin("tsc"), ["-p", "."], { cwd: folder });
  if (code !== 0) throw new Error(`${moduleResolution}, skipLibCheck ${skipLibCheck}, ${type}: ${output.slice(0, 400)}`);
};

const typescript = (version: string): Part => ({
  name: `typescript-${version}`,
  shows: "a program of a fresh project compiles against the packed SDK under node16 and bundler resolution, as ES module and CommonJS, with and without skipLibCheck",
  needs: [npmPackage("typescript")],
  async run() {
    const project = await makeProject([`typescript@${version}`, "@types/node@20", "msw@2.15.0"]);
    try {
      for (const skipLibCheck of [true, false]) {
        await checkWith(project, "node16", skipLibCheck, "module");
        await checkWith(project, "node16", skipLibCheck, "commonjs");
        await checkWith(project, "bundler", skipLibCheck, "module");
      }
    } finally {
      await project.remove();
    }
  },
});

/** The oldest that our types are for, the one we use, the newest. */
export const typescripts: readonly Part[] = [typescript("5.4"), typescript("5.9"), typescript("7.0")];
