import { readFile } from "node:fs/promises";
import { createApiError, rawOf } from "@vitaledge/sdk/raw";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { parseFields } from "../input/api-fields.js";
import { readAll } from "../input/stdin.js";
import { openSink, withSink } from "../output/file.js";
import type { Sink } from "../output/file.js";
import { printJson } from "../output/json.js";
import { formatOf, printList } from "../output/print.js";
import { findRoute } from "../routes.js";
import type { Found } from "../routes.js";
import { UsageError } from "../usage-error.js";

type Options = { field?: string[]; input?: string; paginate?: boolean };
type Query = Record<string, string>;
type Asked = Found & { query: Query; body?: unknown; type?: string };
type RawRequest = (method: string, path: string, init: Record<string, unknown>) => Promise<{ response: Response; error?: unknown }>;

export const callApi: Run<Options> = async (context, options, [method = "", path = ""]) => {
  const asked = await compose(context, options, method.toUpperCase(), path);
  if (options.paginate === true) await writePages(context, asked);
  else await writeAnswer(context, await send(context, asked));
  return EXIT.done;
};

async function compose(context: Context, { field = [], input }: Options, method: string, path: string): Promise<Asked> {
  const url = new URL(path, "http://host");
  // A whole address may name a server that must not have the token.
  if (!path.startsWith("/") || url.host !== "host") throw new UsageError(`'${path}' is no path.`, "Give it from its / on, as /api/patients.");
  const found = findRoute(method, url.pathname);
  const fields = parseFields(field);
  const query: Query = Object.fromEntries(url.searchParams);
  if (method === "GET" || method === "DELETE") {
    return { ...found, query: { ...query, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])) } };
  }
  if (input !== undefined && field.length > 0) throw new UsageError("Of --field and --input one is given: the body is the one or the other.");
  return { ...found, query, ...(await readBody(context, { fields, input, method })) };
}

async function readBody({ stdin }: Context, { fields, input, method }: { fields: object; input: string | undefined; method: string }): Promise<Pick<Asked, "body" | "type">> {
  const json = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  if (input === undefined) return Object.keys(fields).length === 0 ? {} : { body: fields, type: json };
  const body = input === "-" ? await readAll(stdin) : await readFile(input, "utf8");
  if (input.endsWith(".csv")) return { body, type: "text/csv" };
  return { body, type: input.endsWith(".ndjson") ? "application/x-ndjson" : json };
}

/** What the server refuses is told as from any other command. */
async function send(context: Context, { method, template, params, query, body, type, route }: Asked): Promise<Response> {
  const request = rawOf(context.client()).request as unknown as RawRequest;
  const { response, error } = await request(method.toLowerCase(), template, {
    params: { path: params, query },
    headers: { ...(type !== undefined && { "Content-Type": type }), ...(route.key === true && { "Idempotency-Key": crypto.randomUUID() }) },
    ...(body !== undefined && { body }),
    parseAs: "stream",
    signal: context.signal,
  });
  if (!response.ok) throw createApiError(response, error, { operation: `${method} ${template}`, attempt: 1 });
  return response;
}

/** JSON indented, everything else as it came. */
async function writeAnswer(context: Context, response: Response): Promise<void> {
  if (/^text\/event-stream\b/i.test(response.headers.get("Content-Type") ?? "")) {
    await response.body?.cancel();
    throw new UsageError("This is a stream without an end.", "Run: vitaledge alerts watch");
  }
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "");
  await withSink(await openSink(context.flags.output, context.stdout), async (sink) => {
    if (!isJson) return copy(response, sink);
    const text = await response.text();
    if (text !== "") await sink.write(formatOf(context) === "ndjson" ? `${JSON.stringify(JSON.parse(text))}\n` : printJson(JSON.parse(text)));
  });
}

async function copy({ body }: Response, sink: Sink): Promise<void> {
  for await (const piece of body ?? []) await sink.write(piece as Uint8Array);
}

/** As a list is, page after page; what a table of it would show is not known. */
async function writePages(context: Context, asked: Asked): Promise<void> {
  const { cursor } = asked.route;
  if (cursor === undefined || asked.method !== "GET") throw new UsageError(`${asked.method} ${asked.template} answers no pages.`, "Leave --paginate out.");
  const { flags } = context;
  if (flags.format === "csv" && flags.fields === undefined) throw new UsageError("A CSV of a raw answer needs its columns.", "Give --fields a,b.");
  const shown = formatOf(context) === "table" ? { ...context, flags: { ...flags, json: true } } : context;
  await printList(shown, { pages: () => readPages(context, asked, cursor) }, [], { all: true });
}

type Page = { data: object[]; cursor: string | null };

async function* readPages(context: Context, asked: Asked, cursor: string): AsyncGenerator<Page> {
  for (let query = asked.query; ;) {
    const response = await send(context, { ...asked, query });
    const { data, nextCursor } = (await response.json()) as { data: object[]; nextCursor: string | null };
    yield { data, cursor: nextCursor };
    if (nextCursor === null || nextCursor === query[cursor]) return;
    query = { ...query, [cursor]: nextCursor };
  }
}
