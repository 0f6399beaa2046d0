import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { execute } from "./program.js";

const ENVIRONMENT = { VITALEDGE_BASE_URL: "http://127.0.0.1:9", VITALEDGE_ORGANIZATION_ID: "org_1", VITALEDGE_ACCESS_TOKEN: "a-token", VITALEDGE_CONFIG_DIR: "/nowhere" };

/** What a command writes where a terminal is, or a pipe. */
const run = async (isTTY: boolean, ...args: string[]): Promise<string> => {
  const stream = (): NodeJS.WriteStream => Object.assign(new PassThrough(), { isTTY, columns: 100 }) as unknown as NodeJS.WriteStream;
  const [stdout, stderr, stdin] = [stream(), stream(), stream() as unknown as NodeJS.ReadStream];
  const code = await execute(args, { version: "0.0.0", environment: ENVIRONMENT, stdin, stdout, stderr, signal: new AbortController().signal });
  return `${code} ${String((stderr as unknown as PassThrough).read())}${String((stdout as unknown as PassThrough).read())}`;
};

const CREATE = ["patients", "create", "lastName=Example", "address.city=Boston", "--dry-run"];

it("a dry run names the fields on a terminal, and shows their values where they are asked for or go elsewhere", async () => {
  const shown = await run(true, ...CREATE);
  expect(shown).toMatch(/^0 Nothing was sent\. --show-phi shows the values\.\n/);
  expect(JSON.parse(shown.slice(shown.indexOf("{")))).toEqual({ method: "POST", path: "/api/patients", body: { lastName: "***", address: { city: "***" } } });
  expect(await run(true, ...CREATE, "--show-phi")).toContain('"lastName": "Example"');
  expect(await run(false, ...CREATE)).toMatch(/^0 Nothing was sent\.\n\{[^*]+"Boston"[^*]+$/);
});
