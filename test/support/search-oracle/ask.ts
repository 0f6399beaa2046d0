import { expect } from "vitest";
import type { Resource } from "../../../packages/server/src/features/fhir/model.js";
import type { Actor } from "../actors.js";
import type { TestServer } from "../server.js";
import { queriesOf, type Query } from "./query.js";
import { randomOf } from "./random.js";
import { IDS, resourcesOf, TYPES } from "./resources.js";
import { worldOf, type World } from "./world.js";

const FHIR = { "content-type": "application/fhir+json" };

type Page = { entry?: { resource: Resource }[]; link: { relation: string; url: string }[]; total?: number; issue?: unknown };

const transaction = async (owner: Actor, entry: object[]): Promise<void> => {
  const { status, body } = await owner.call("POST", "/fhir/R4", JSON.stringify({ resourceType: "Bundle", type: "transaction", entry }), FHIR);
  expect(status, JSON.stringify(body).slice(0, 600)).toBe(200);
};

const put = (resource: Resource) => ({ resource, request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` } });

/** Random resources in one transaction; some of them changed and some deleted by a second one. Answers them as they are read back. */
export const makeWorld = async (server: TestServer, owner: Actor, seed: number): Promise<World> => {
  const random = randomOf(seed);
  const { make } = resourcesOf(random);
  await transaction(owner, TYPES.flatMap((type) => IDS.map((id) => put(make(type, id)))));
  const changed = TYPES.filter((type) => type !== "Patient").flatMap((type) => [put(make(type, "x1")), { request: { method: "DELETE", url: `${type}/x7` } }]);
  await transaction(owner, changed);
  const there = TYPES.flatMap((type) => IDS.filter((id) => id !== "x7" || type === "Patient").map((id) => `${type}/${id}`));
  const read = await owner.call("POST", "/fhir/R4", JSON.stringify({ resourceType: "Bundle", type: "batch", entry: there.map((url) => ({ request: { method: "GET", url } })) }), FHIR);
  const resources = (read.body as Page).entry!.map(({ resource }) => resource);
  expect(resources.map(({ resourceType, id }) => `${resourceType}/${id}`)).toEqual(there);
  return worldOf(resources, `${server.url}/fhir/R4`, server.clock.now().getTime());
};

const answerOf = async (server: TestServer, owner: Actor, { path, parameters }: Query): Promise<string[]> => {
  const ids: string[] = [];
  let next: string | undefined = `/fhir/R4/${path}?${new URLSearchParams(parameters).toString()}&_total=accurate`;
  let total: number | undefined;
  while (next !== undefined) {
    const { status, body } = (await owner.call("GET", next)) as { status: number; body: Page };
    if (status !== 200) return [`${status}: ${JSON.stringify(body.issue).slice(0, 400)}`];
    ids.push(...(body.entry ?? []).map(({ resource }) => resource.id!));
    total = body.total;
    next = body.link.find(({ relation }) => relation === "next")?.url.replace(server.url, "");
  }
  return total === ids.length ? ids : [...ids, `but told of ${total}`];
};

/** Asks both sides. What they differ in, each with its seed, and how many queries found anything. */
export const askBoth = async (server: TestServer, owner: Actor, seed: number, queries: number): Promise<{ differing: string[]; fruitful: number }> => {
  const world = await makeWorld(server, owner, seed);
  const query = queriesOf(randomOf(seed + 1), world);
  const differing: string[] = [];
  let fruitful = 0;
  for (let index = 0; index < queries; index += 1) {
    const asked = query();
    const [given, wanted] = [await answerOf(server, owner, asked), asked.expected].map((ids) => (asked.sorted ? ids : ids.toSorted()).join(" "));
    const text = `${asked.path}?${asked.parameters.map((pair) => pair.join("=")).join("&")}`;
    if (given !== wanted) differing.push(`seed ${seed}, query ${index}: ${text} answers ${given}, and should ${wanted}`);
    if (wanted !== "") fruitful += 1;
  }
  return { differing, fruitful };
};
