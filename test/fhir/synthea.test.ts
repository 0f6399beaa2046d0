import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseFhir, printFhir } from "../../packages/server/src/features/fhir/fhir-json.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

// Synthea's made-up patients (Apache-2.0) as transactions: the organizations and practitioners first.
type Resource = { resourceType: string; id: string; meta?: unknown; [element: string]: unknown };
type Bundle = { type: string; entry: { fullUrl: string; resource: Resource; response?: { status: string; location: string } }[] };
const bundles = JSON.parse(gunzipSync(readFileSync(new URL("../data/fhir/synthea.json.gz", import.meta.url))).toString("utf8")) as Record<string, string>;

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const send = (method: string, path: string, body?: string): Promise<Response> =>
  fetch(`${server.url}/fhir/R4${path}`, {
    method, ...(body !== undefined && { body }),
    headers: { "authorization": `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId, "content-type": "application/fhir+json" },
  });

const addresses = new Map<string, string>();

const resolved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value === "string") return addresses.get(value) ?? value;
  if (typeof value !== "object" || value === null || "isLosslessNumber" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner)]));
};

type Identifier = { system?: string };
const comparable = ({ meta: _meta, id: _id, identifier, ...rest }: Resource): unknown => {
  const own = (identifier as Identifier[] | undefined)?.filter(({ system }) => !system?.startsWith("https://vitaledge.dev/"));
  return JSON.parse(printFhir({ ...rest, ...(own?.length && { identifier: own }) }));
};

test.each(Object.keys(bundles))("%s commits whole and reads back equal", { timeout: 120_000 }, async (name) => {
  const bundle = parseFhir(bundles[name]!) as Bundle;
  const answer = await send("POST", "", bundles[name]!);
  const text = await answer.text();
  expect(answer.status, text.slice(0, 600) + server.logs.filter((line) => line.includes("request_failed")).join("\n").slice(0, 1500)).toBe(200);
  const { entry } = parseFhir(text) as Bundle;
  expect(entry.length).toBe(bundle.entry.length);
  const places = entry.map(({ response }) => response!.location.replace(`${server.url}/fhir/R4/`, "").split("/_history")[0]!);
  bundle.entry.forEach(({ fullUrl }, index) => addresses.set(fullUrl, places[index]!));

  const byType = new Map<string, string[]>();
  for (const place of places) {
    const [type = "", id = ""] = place.split("/");
    byType.set(type, [...(byType.get(type) ?? []), id]);
  }
  const read = new Map<string, Resource>();
  for (const [type, ids] of byType) {
    for (let from = 0; from < ids.length; from += 200) {
      const page = parseFhir(await (await send("POST", `/${type}/_search?_count=1000&_id=${ids.slice(from, from + 200).join(",")}`)).text()) as Bundle;
      for (const { resource } of page.entry) read.set(`${type}/${resource.id}`, resource);
    }
  }
  for (const [index, { resource }] of bundle.entry.entries()) {
    const found: Resource = { ...read.get(places[index]!)! };
    // What the platform's rules say of a reading is told beside what was sent.
    for (const name of ["interpretation", "referenceRange"]) if (!(name in resource)) delete found[name];
    expect(comparable(found), places[index]).toEqual(comparable(resolved(resource) as Resource));
  }
});
