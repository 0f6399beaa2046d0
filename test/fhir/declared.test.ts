import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INTERACTIONS, type Interaction } from "../../packages/server/src/features/fhir/interactions.js";
import { FHIR_TYPES } from "../../packages/server/src/features/fhir/table.js";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Declared = {
  type: string;
  interaction: { code: string }[];
  searchParam?: { name: string; type: string }[];
  searchInclude?: string[];
  searchRevInclude?: string[];
  operation?: { name: string }[];
};

let server: TestServer;
let owner: Actor;
let declared: Declared[];
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  const statement = (await (await fetch(`${server.url}/fhir/R4/metadata`)).json()) as { rest: [{ resource: Declared[] }] };
  declared = statement.rest[0].resource;
});
afterAll(() => server.close());

const FHIR = { "content-type": "application/fhir+json" };
const fhir = (method: string, path: string, body?: object): Promise<Answer> =>
  owner.call(method, `/fhir/R4${path}`, body && JSON.stringify(body), body && (Array.isArray(body) ? { "content-type": "application/json-patch+json" } : FHIR));

const VALUES: Record<string, string> = {
  token: "http://example.org/codes|a", string: "a", date: "ge2026-01-31", number: "5.4", quantity: "gt5.4|http://unitsofmeasure.org|mg", reference: "x1", uri: "http://example.org/a",
};
const AT_ONCE = 4;
/** One value a component; no composite of R4 has more kinds than these. */
const COMPOSITES = [["a", "gt1"], ["a", "ge2026"], ["a", "a"], ["gt1", "a"], ["x1", "a"]].map((parts) => parts.join("$"));

const searchable = (type: string, parameters: [string, string][]): string => `/${type}?${new URLSearchParams([...parameters, ["_count", "1"]]).toString()}`;

/** `[what was asked, status]` of what was not answered with a 200. */
const refusedOf = async (paths: string[]): Promise<[string, number][]> => {
  const refused: [string, number][] = [];
  for (const path of paths) {
    const { status } = await fhir("GET", path);
    if (status !== 200) refused.push([path, status]);
  }
  return refused;
};

describe("what is declared works", () => {
  test("every search parameter of every type, some at once", async () => {
    const paths = declared.map(({ type, searchParam = [] }) => {
      const plain = searchParam.filter(({ type: kind }) => VALUES[kind] !== undefined);
      expect(plain.length, type).toBeGreaterThan(5);
      const pairs = plain.map(({ name, type: kind }): [string, string] => [name, VALUES[kind]!]);
      return pairs.flatMap((_, index) => (index % AT_ONCE ? [] : [searchable(type, pairs.slice(index, index + AT_ONCE))]));
    });
    expect(await refusedOf(paths.flat())).toEqual([]);
  });

  test("every composite, in one of the forms that composites have", async () => {
    for (const { type, searchParam = [] } of declared) {
      for (const { name } of searchParam.filter(({ type: kind }) => kind === "composite")) {
        const statuses: number[] = [];
        for (const value of COMPOSITES) statuses.push((await fhir("GET", searchable(type, [[name, value]]))).status);
        expect(statuses, `${type}.${name}`).toContain(200);
      }
    }
  });

  test("no parameter is declared that has no way to be searched by", () => {
    const kinds = new Set(declared.flatMap(({ searchParam = [] }) => searchParam.map(({ type }) => type)));
    expect([...kinds].filter((kind) => kind !== "composite" && VALUES[kind] === undefined)).toEqual([]);
  });

  test("every _include and _revinclude", async () => {
    const paths = declared.flatMap(({ type, searchInclude = [], searchRevInclude = [] }) => [
      searchable(type, searchInclude.map((each) => ["_include", each])),
      ...(searchRevInclude.length ? [searchable(type, searchRevInclude.map((each) => ["_revinclude", each]))] : []),
    ]);
    expect(paths.join()).toContain("_include=Encounter%3Asubject");
    expect(await refusedOf(paths)).toEqual([]);
  });

  test("every interaction, and what is not declared is refused with an OperationOutcome", async () => {
    const wrong: string[] = [];
    for (const { type } of FHIR_TYPES) {
      const codes = new Set(declared.find((each) => each.type === type)!.interaction.map(({ code }) => code));
      for (const interaction of INTERACTIONS.filter(({ code }) => code !== undefined)) {
        const { status, body } = await ask(interaction, type);
        const known = KNOWN[interaction.code!].includes(status);
        const refused = [404, 405].includes(status) && body?.resourceType === "OperationOutcome";
        if (codes.has(interaction.code!) ? !known : status !== 405 || !refused) wrong.push(`${interaction.method} ${type} ${interaction.code}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("every operation", async () => {
    const operations = INTERACTIONS.filter(({ path }) => path.includes("$"));
    const wrong: string[] = [];
    for (const { type, operation = [] } of declared) {
      for (const { name } of operation) {
        const ways = operations.filter(({ path, type: fixed }) => path.endsWith(`$${name}`) && (fixed === undefined || fixed === type));
        expect(ways.length, `${type}/$${name}`).toBeGreaterThan(0);
        for (const way of ways) {
          const { status, body } = await ask(way, type);
          // Of an id that nobody has, or without a parameter, it is refused as FHIR refuses: the operation is there.
          if (status !== 200 && !([400, 404, 422].includes(status) && body?.resourceType === "OperationOutcome")) wrong.push(`${way.path} of ${type}: ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** What an interaction with an id that nobody has, or with too little content, is answered where it is there. */
const KNOWN: Record<NonNullable<Interaction["code"]>, number[]> = {
  read: [404], vread: [404], "history-instance": [404], "history-type": [200], "search-type": [200],
  create: [201, 400, 422], update: [201, 400, 422], patch: [404], delete: [404],
};

const ask = ({ method, path, body }: Interaction, type: string): Promise<Answer> => {
  const filled = path.replace("{type}", type).replace("{id}", "nobody").replace("{vid}", "1");
  const sent = body === undefined ? undefined : body === "patch" ? [{ op: "add", path: "/language", value: "en" }]
    : body === "parameters" ? { resourceType: "Parameters", parameter: [{ name: "resource", resource: { resourceType: type } }] } : { resourceType: type, ...(path.includes("{id}") && { id: "nobody2" }) };
  return fhir(method.toUpperCase(), body === "resource" && path.includes("{id}") ? filled.replace("nobody", "nobody2") : filled, sent);
};
