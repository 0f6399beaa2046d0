import { expect, it } from "vitest";
import { createClient, json } from "../test/api.js";
import { OPERATIONS as CONTRACT } from "../../contract/generated/operations.js";
import type { Operation } from "../../contract/generated/operations.js";
import { COVERAGE } from "./coverage.js";
import * as tables from "./generated/tables.js";
import { readTable } from "./operation.js";

const named = (Object.values(CONTRACT) as readonly Operation[]).filter(({ id }) => id in COVERAGE);

it("calls its methods as the contract does", () => {
  const wanted = Object.fromEntries(named.map(({ id, sdk }) => [id, `${sdk?.namespace}.${sdk?.method}`]));
  expect(COVERAGE).toEqual(wanted);
});

it("has an operation table that is the contract's", () => {
  const rows = new Map(Object.values(tables).flatMap(readTable).map((row) => [row.id, row]));
  expect([...rows.keys()].toSorted()).toEqual(Object.keys(COVERAGE).toSorted());
  for (const { id, method, path } of named) expect(rows.get(id)).toMatchObject({ method: method.toUpperCase(), path });
});

it.each(named.filter(({ id }) => !["login", "verifyMfa", "refreshTokens", "logout", "acceptInvitation", "recordObservations"].includes(id)))(
  "$sdk.namespace.$sdk.method is $method $path",
  async ({ id, method, path, pathParams, body, organization }) => {
    const sent: { method: string | undefined; url: string; organization: string | null }[] = [];
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      sent.push({ method: init.method, url, organization: new Headers(init.headers).get("X-Organization-ID") });
      return Promise.resolve(json({ data: [], nextCursor: null }));
    };
    const target = COVERAGE[id as keyof typeof COVERAGE].split(".").reduce<unknown>(
      (at, name) => (at as Record<string, unknown>)[name], createClient({ fetch }).ve);
    const values = pathParams.filter(({ name }) => name !== "orgId" || id.endsWith("Organization")).map(({ name }) => `its_${name}`);
    const result = (target as (...input: unknown[]) => unknown)(...values, ...(body === null ? [] : [{}]));
    await settle(result);
    const resolved = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === "orgId" && !id.endsWith("Organization") ? "org_abc123" : `its_${name}`);
    const header = id.endsWith("Organization") && organization ? "its_orgId" : organization ? "org_abc123" : null;
    expect(sent).toEqual([{ method: method.toUpperCase(), url: `https://api.example.org${resolved}`, organization: header }]);
  },
);

async function settle(result: unknown): Promise<void> {
  const { page, bytes, next } = result as { page?: () => Promise<unknown>; bytes?: () => Promise<unknown>; next?: () => Promise<unknown> };
  if (page !== undefined) await page.call(result);
  else if (bytes !== undefined) await bytes.call(result);
  // A list is no event stream.
  else if (next !== undefined) await expect(next.call(result)).rejects.toThrow("is no event stream");
  else await (result as Promise<unknown>);
}
