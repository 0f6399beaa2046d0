import { describe, expect, it } from "vitest";
import { createClient, failureOf, json, problem } from "../test/api.js";
import { ConfigurationError, VitalEdgeError } from "./index.js";

type Reply = () => Response;

/** Pages by cursor, each with the ids of its items; a reply in place of one is given once. */
function createList(pages: Record<string, { ids: string[]; next: string | null }>, faults: Record<string, Reply> = {}) {
  const asked: string[] = [];
  const fetch = (url: string): Promise<Response> => {
    const cursor = new URL(url).searchParams.get("cursor") ?? "";
    asked.push(cursor);
    const fault = faults[cursor];
    delete faults[cursor];
    if (fault !== undefined) return Promise.resolve(fault());
    const page = pages[cursor] ?? { ids: [], next: null };
    return Promise.resolve(json({ data: page.ids.map((id) => ({ id })), nextCursor: page.next }));
  };
  return { asked, ve: createClient({ fetch, maxRetries: 0 }).ve };
}

const THREE = { "": { ids: ["a", "b"], next: "1" }, "1": { ids: [], next: "2" }, "2": { ids: ["c"], next: null } };

describe("a list", () => {
  it("gives the items of all pages, also past an empty one", async () => {
    const { ve, asked } = createList(THREE);
    const ids: string[] = [];
    for await (const { id } of ve.patients.list()) ids.push(id);
    expect({ ids, asked }).toEqual({ ids: ["a", "b", "c"], asked: ["", "1", "2"] });
  });

  it("reads no further than it is asked", async () => {
    const { ve, asked } = createList(THREE);
    expect((await ve.patients.list().first())?.id).toBe("a");
    expect((await ve.patients.list().toArray({ limit: 2 })).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(asked).toEqual(["", ""]);
    expect(await failureOf(ve.patients.list().toArray({} as { limit: number }))).toBeInstanceOf(ConfigurationError);
  });

  it("can be resumed from a page's cursor", async () => {
    const { ve } = createList(THREE);
    const { cursor } = await ve.patients.list().page();
    const rest = await ve.patients.list({ cursor: cursor ?? "" }).toArray({ limit: 10 });
    expect(rest.map(({ id }) => id)).toEqual(["c"]);
  });

  it("asks again for a page that failed", async () => {
    const { ve } = createList(THREE, { "2": () => problem(503, "unavailable") });
    const items = ve.patients.list()[Symbol.asyncIterator]();
    await items.next();
    await items.next();
    expect(await failureOf(items.next())).toMatchObject({ status: 503 });
    expect(items.cursor).toBe("2");
    expect((await items.next()).value).toEqual({ id: "c" });
    expect((await items.next()).done).toBe(true);
  });

  it("ends with an error where the cursor comes again", async () => {
    const { ve } = createList({ "": { ids: ["a"], next: "1" }, "1": { ids: ["b"], next: "1" } });
    expect(await failureOf(ve.patients.list().toArray({ limit: 10 }))).toBeInstanceOf(VitalEdgeError);
  });

  it("that is a search sends its cursor in the body", async () => {
    const bodies: unknown[] = [];
    const fetch = (_: string, init: RequestInit): Promise<Response> => {
      bodies.push(JSON.parse(init.body as string));
      return Promise.resolve(json({ data: [{ id: "a" }], nextCursor: bodies.length === 1 ? "1" : null }));
    };
    await createClient({ fetch }).ve.patients.search({ search: "exam" }).toArray({ limit: 5 });
    expect(bodies).toEqual([{ search: "exam" }, { search: "exam", cursor: "1" }]);
  });
});

describe("many observations", () => {
  const rows = Array.from({ length: 25 }, (_, index) => ({
    patientId: "patient_xyz", metricDefinitionId: "metric_bp_systolic", value: index, unit: "mmHg", source: "DEVICE" as const,
    recordedAt: "2025-01-31T10:30:00Z",
  }));

  it("go in chunks, a broken one again, and are reported in their order", async () => {
    let turns = 0;
    const fetch = async (_: string, init: RequestInit): Promise<Response> => {
      turns += 1;
      if (turns === 2) throw new TypeError("fetch failed");
      const { observations } = JSON.parse(init.body as string) as { observations: { value: number }[] };
      // The first chunk is the slowest.
      if (observations[0]?.value === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const results = observations.map(({ value }, index) => ({ index, id: `obs_${value}`, status: "created" }));
      return json({ created: results.length, duplicates: 0, rejected: 0, notEvaluated: 1, results });
    };
    const seen: number[] = [];
    const report = await createClient({ fetch }).ve.observations.createMany(rows, {
      chunk: 10, concurrency: 2, onProgress: ({ sent }) => void seen.push(sent),
    });
    expect(report).toMatchObject({ created: 25, notEvaluated: 3 });
    expect(report.results.map(({ index, id }) => `${index}:${id}`)).toEqual(rows.map(({ value }) => `${value}:obs_${value}`));
    expect({ turns, last: seen.at(-1) }).toEqual({ turns: 4, last: 25 });
  });

  it("stop at a refusal, and read no more rows", async () => {
    let pulled = 0;
    let closed = false;
    function* endless() {
      try {
        for (;;) yield rows[(pulled += 1) % rows.length] as (typeof rows)[number];
      } finally {
        closed = true;
      }
    }
    const fetch = (): Promise<Response> => Promise.resolve(problem(403, "permission_denied"));
    const error = await failureOf(createClient({ fetch }).ve.observations.createMany(endless(), { chunk: 10, concurrency: 1 }));
    expect(error).toMatchObject({ code: "permission_denied" });
    expect({ pulled: pulled <= 20, closed }).toEqual({ pulled: true, closed: true });
  });
});
