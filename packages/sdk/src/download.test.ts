import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient, failureOf, problem } from "../test/api.js";
import { ConfigurationError, IntegrityError, NotFoundError, UnexpectedResponseError } from "./index.js";

const FILE = Buffer.from("line_id,cpt\r\n1,99454\r\n2,99457");
const DIGEST = createHash("sha256").update(FILE).digest("base64");
const ETAG = '"sha256-x"';

let directory = "";
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "vitaledge-download-"))));
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Serves the file, and of it what `Range` and `If-Range` ask for; the first answers can break off. */
function createExport(options: { breakAt?: number; digest?: string } = {}) {
  const ranges: (string | null)[] = [];
  const fetch = (_: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    const from = headers.get("If-Range") === ETAG ? Number(headers.get("Range")?.match(/bytes=(\d+)-/)?.[1] ?? 0) : 0;
    ranges.push(headers.get("Range"));
    const stop = ranges.length === 1 ? options.breakAt : undefined;
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) return controller.error(new TypeError("terminated"));
        controller.enqueue(FILE.subarray(from, stop));
        if (stop === undefined) controller.close();
        sent = true;
      },
    }, { highWaterMark: 0 });
    const status = from > 0 ? 206 : 200;
    return Promise.resolve(new Response(body, {
      status,
      headers: {
        "Content-Type": "text/csv", ETag: ETAG, "Content-Length": String(FILE.length - from),
        "Repr-Digest": `sha-256=:${options.digest ?? DIGEST}:`,
        ...(from > 0 && { "Content-Range": `bytes ${from}-${FILE.length - 1}/${FILE.length}` }),
      },
    }));
  };
  return { ranges, ve: createClient({ fetch }).ve };
}

describe("a download", () => {
  it("gives lines, text and its digest", async () => {
    const { ve, ranges } = createExport();
    const file = ve.billing.export("2026-01", { format: "csv" });
    expect(await file.digest).toBe(DIGEST);
    const lines: string[] = [];
    for await (const line of file.lines()) lines.push(line);
    expect(lines).toEqual(["line_id,cpt", "1,99454", "2,99457"]);
    expect(ranges).toHaveLength(1);
    expect(await ve.billing.export("2026-01").text()).toBe(FILE.toString());
  });

  it("is refused where it is not what the server hashed", async () => {
    const { ve } = createExport({ digest: "AAAA" });
    expect(await failureOf(ve.billing.export("2026-01").bytes())).toBeInstanceOf(IntegrityError);
    expect(await failureOf(ve.billing.export("2026-01").toFile(join(directory, "f.csv")))).toBeInstanceOf(IntegrityError);
    expect(await readdir(directory)).toEqual([]);
  });

  it("has typed errors", async () => {
    const answers = [problem(404, "organization_not_found"), new Response("<html>", { headers: { "Content-Type": "text/html" } })];
    const { ve } = createClient({ fetch: () => Promise.resolve(answers.shift() as Response) });
    expect(await failureOf(ve.billing.export("2026-01").bytes())).toBeInstanceOf(NotFoundError);
    expect(await failureOf(ve.billing.export("2026-01").bytes())).toBeInstanceOf(UnexpectedResponseError);
  });

  it("becomes a file of its owner alone, whole or not at all", async () => {
    const { ve } = createExport();
    const path = join(directory, "f.csv");
    const progress: unknown[] = [];
    const saved = await ve.billing.export("2026-01").toFile(path, { onProgress: (event) => void progress.push(event) });
    expect(saved).toEqual({ path, bytes: FILE.length, digest: DIGEST, verified: true, contentType: "text/csv" });
    expect(await readFile(path)).toEqual(FILE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(progress).toEqual([{ received: FILE.length, total: FILE.length }]);
    expect(await readdir(directory)).toEqual(["f.csv"]);
    expect(await failureOf(ve.billing.export("2026-01").toFile(path))).toBeInstanceOf(ConfigurationError);
    await ve.billing.export("2026-01").toFile(path, { overwrite: true });
  });

  it("goes on where the line broke", async () => {
    const { ve, ranges } = createExport({ breakAt: 10 });
    const saved = await ve.billing.export("2026-01").toFile(join(directory, "f.csv"));
    expect({ ranges, bytes: saved.bytes }).toEqual({ ranges: [null, "bytes=10-"], bytes: FILE.length });
  });

  it("goes on with the part of an earlier run, or anew where the file is another", async () => {
    const path = join(directory, "f.csv");
    await writeFile(`${path}.part`, FILE.subarray(0, 7));
    await writeFile(`${path}.part.etag`, ETAG);
    const { ve, ranges } = createExport();
    await ve.billing.export("2026-01").toFile(path, { resume: true });
    expect(ranges).toEqual(["bytes=7-"]);
    await writeFile(`${path}.part`, "something else");
    await writeFile(`${path}.part.etag`, '"old"');
    await ve.billing.export("2026-01").toFile(path, { resume: true, overwrite: true });
    expect(await readFile(path)).toEqual(FILE);
  });

  it("is not cut off where its response is read by somebody else", async () => {
    let signal: AbortSignal | null | undefined;
    const { timing, ve } = createClient({ fetch: (_, init) => ((signal = init.signal), Promise.resolve(new Response(FILE))) });
    const response = await ve.billing.export("2026-01").response();
    timing.advance(60_000);
    expect(signal?.aborted).toBe(false);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(FILE);
  });
});
