import { fhirOf } from "@vitaledge/sdk/fhir";
import type { FhirApi, ResourceType, Search, SearchParameters } from "@vitaledge/sdk/fhir";
import type { Answer, CallOptions } from "@vitaledge/sdk";
import type { Context, ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { readResource } from "../input/fhir.js";
import { columnsOf } from "../output/fhir-columns.js";
import { openSink, withSink } from "../output/file.js";
import { formatOf, pageSize, printAnswer, printList } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Resource = { resourceType: string; id?: string | undefined };
/** A call that can be asked for its response too. */
type Asked = { withResponse(): Promise<Answer<Resource>> };

export const read: Run<Record<never, never>> = async (context, _options, [reference = ""]) => {
  const [, type = "", id = "", version] = /^([A-Za-z]+)\/([\w.-]+)(?:\/_history\/([\w.-]+))?$/.exec(reference) ?? [];
  if (type === "") throw new UsageError(`'${reference}' is no reference.`, "Give it as Patient/patient-abc123.");
  const named = type as ResourceType;
  return print(context, (api, call) => (version === undefined ? api.read(named, id, call) : api.vread(named, id, version, call)));
};

export const create: Run<{ ifNoneExist?: string }> = async (context, { ifNoneExist }, [file = ""]) => {
  const { text } = await readResource(context, file);
  return print(context, (api, call) => api.create(text, { ...call, ifNoneExist }));
};

export const update: Run<{ ifMatch?: string }> = async (context, { ifMatch }, [file = ""]) => {
  const { text, id } = await readResource(context, file);
  if (id === undefined) throw new UsageError("The resource has no id to be written under.", "Give it one, or run: vitaledge fhir create");
  const etag = ifMatch === undefined || ifMatch.includes('"') ? ifMatch : `W/"${ifMatch}"`;
  return print(context, (api, call) => api.update(text, { ...call, etag }));
};

export const transaction: Run<Record<never, never>> = async (context, _options, [file = ""]) => {
  const { text, resourceType } = await readResource(context, file);
  if (resourceType !== "Bundle") throw new UsageError(`This is a ${resourceType}, and no Bundle.`, "A resource by itself: vitaledge fhir create, vitaledge fhir update");
  const { entry = [], ...bundle } = await fhirOf(context.client()).transaction(text, { signal: context.signal });
  await printAnswer(context, { ...bundle, entry }, [{ path: "entry.response.status" }, { path: "entry.response.location" }, { path: "entry.response.outcome.issue.0.details.text" }]);
  const failed = entry.filter(({ response }) => !/^2/.test(response?.status ?? "")).length;
  if (failed === 0) return EXIT.done;
  context.note(`${failed} of ${entry.length} entries were refused.`);
  return EXIT.partial;
};

export const search: Run<ListFlags> = async (context, flags, [type = "", ...assignments]) => {
  const parameters: SearchParameters = { _count: pageSize(flags), ...readAssignments(assignments) };
  const found = fhirOf(context.client()).search(type as ResourceType, parameters, { signal: context.signal });
  await printList(context, { pages: () => pagesOf(context, found) }, columnsOf(type, context.flags.fields), flags);
  return EXIT.done;
};

/** A parameter that is named twice has to hold twice. */
function readAssignments(assignments: readonly string[]): Record<string, string[]> {
  const parameters: Record<string, string[]> = {};
  for (const assignment of assignments) {
    const [, name = "", value = ""] = /^([\w.:-]+)=(.*)$/s.exec(assignment) ?? [];
    if (name === "") throw new UsageError(`'${assignment}' is no parameter=value.`);
    (parameters[name] ??= []).push(value);
  }
  return parameters;
}

async function* pagesOf({ note }: Context, found: Search<Resource>): AsyncGenerator<{ data: Resource[]; cursor: string | null }> {
  const shown = new Set<string>();
  for await (const { data, cursor, outcomes } of found.pages()) {
    for (const issue of outcomes.flatMap((outcome) => outcome.issue)) note(issue.details?.text ?? issue.diagnostics ?? issue.code);
    const rows = data.flatMap(({ resource, included }) => [resource, ...included]);
    // What several refer to comes once.
    yield { cursor, data: rows.filter(({ resourceType, id }) => id === undefined || (!shown.has(`${resourceType}/${id}`) && shown.add(`${resourceType}/${id}`))) };
  }
}

async function print(context: Context, ask: (api: FhirApi, call: CallOptions) => Asked): Promise<typeof EXIT.done> {
  const { flags, stdout, signal } = context;
  const format = formatOf(context);
  const isWhole = flags.fields === undefined && (format === "json" || format === "ndjson");
  const query = format === "json" && isWhole ? { query: { _pretty: true } } : undefined;
  const { data, response } = await ask(fhirOf(context.client()), { signal, ...query }).withResponse();
  if (!isWhole) await printAnswer(context, data, columnsOf(data.resourceType, flags.fields));
  // The server's own text, in which decimals are as they were sent.
  else await withSink(await openSink(flags.output, stdout), async (sink) => sink.write(`${(await response.text()).trimEnd()}\n`));
  return EXIT.done;
}
