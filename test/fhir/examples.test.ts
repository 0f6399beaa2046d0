import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseFhir, printFhir } from "../../packages/server/src/features/fhir/fhir-json.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

// HL7's examples of R4 (CC0-1.0): those of types that are mapped or kept come back as they were sent, those of the others are refused.
const DIRECTORY = new URL("../data/fhir/r4-examples/", import.meta.url);
const REFUSED = ["DetectedIssue", "EpisodeOfCare", "ChargeItem"];

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
});
// Two of the examples are the same reading of the same patient: each has an organization of its own.
beforeEach(async () => {
  owner = await server.owner();
});
afterAll(() => server.close());

type Resource = { resourceType: string; id: string; meta?: Record<string, unknown>; [element: string]: unknown };

const send = (method: string, path: string, body?: string): Promise<Response> =>
  fetch(`${server.url}/fhir/R4${path}`, {
    method, ...(body !== undefined && { body }),
    headers: { "authorization": `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId, "content-type": "application/fhir+json" },
  });

const examples = readdirSync(DIRECTORY).map((name) => ({ name, text: readFileSync(new URL(name, DIRECTORY), "utf8") }));
type Identifier = { system?: string };
/** Without what the platform says of a resource: `meta`, and the id that REST knows it by. */
const asSent = ({ meta: _meta, identifier, ...rest }: Resource): unknown => {
  const own = (identifier as Identifier[] | undefined)?.filter(({ system }) => !system?.startsWith("https://vitaledge.dev/"));
  return JSON.parse(printFhir({ ...rest, ...(own?.length && { identifier: own }) }));
};

test.each(examples.filter(({ name }) => !REFUSED.some((type) => name.startsWith(type))))("$name comes back as it was sent", async ({ text }) => {
  const sent = parseFhir(text) as Resource;
  for (const patient of new Set(text.match(/"Patient\/[A-Za-z0-9\-.]+"/g) ?? [])) {
    const [, id] = patient.slice(1, -1).split("/");
    if (`${sent.resourceType}/${sent.id}` === `Patient/${id}`) continue;
    await send("PUT", `/Patient/${id}`, JSON.stringify({ resourceType: "Patient", id }));
  }
  const stored = await send("PUT", `/${sent.resourceType}/${sent.id}`, text);
  expect([200, 201], await stored.clone().text()).toContain(stored.status);
  const back = await send("GET", `/${sent.resourceType}/${sent.id}`);
  const read = parseFhir(await back.text()) as Resource;
  expect(asSent(read)).toMatchObject(asSent(sent) as object);
});

test.each(examples.filter(({ name }) => REFUSED.some((type) => name.startsWith(type))))("$name is refused: the platform makes its type", async ({ text }) => {
  const sent = JSON.parse(text) as Resource;
  expect((await send("PUT", `/${sent.resourceType}/${sent.id}`, text)).status).toBe(405);
});
