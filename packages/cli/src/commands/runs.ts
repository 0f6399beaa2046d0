import type { BodyOf, OperationId, QueryOf, VitalEdge } from "@vitaledge/sdk";
import type { Context, ListFlags, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import type { FIELDS } from "../generated/fields.js";
import { confirm } from "../input/confirm.js";
import { readBody } from "../input/fields.js";
import type { Row } from "../output/cells.js";
import { pageSize, printAnswer, printList } from "../output/print.js";

type Command = keyof typeof COLUMNS;
type Filters = ListFlags & Record<string, unknown>;
type Call = { signal: AbortSignal };
type Pages = { pages(): AsyncIterable<{ data: readonly object[]; cursor: string | null }> };

/** What a command asks of the client: its arguments, and the options of the call. */
type Asked = { ids: readonly [string, ...string[]]; call: Call; context: Context };

/** As a flag is named, and as the query is. */
const NAMES: Readonly<Record<string, string>> = {
  patient: "patientId", enrollment: "enrollmentId", metric: "metricDefinitionId", device: "deviceId", assignee: "assigneeId", alert: "alertId",
  actor: "actorId", operation: "operationId", serial: "serialNumber",
};

/** A list; its flags are the filters of the query. */
export function lists<Id extends OperationId>(command: Command, ask: (client: VitalEdge, query: QueryOf<Id>, asked: Asked) => Pages): Run<Filters> {
  return async (context, { all, limit, ...filters }, args) => {
    const named = Object.entries(filters).map(([name, value]) => [NAMES[name] ?? name, value]);
    const query = { limit: pageSize({ all, limit } as ListFlags), ...Object.fromEntries(named) } as QueryOf<Id>;
    await printList(context, ask(context.client(), query, askedOf(context, args)), COLUMNS[command], { all, limit } as ListFlags);
    return EXIT.done;
  };
}

/** One answer. */
export function answers<Options>(command: Command, ask: (client: VitalEdge, asked: Asked, options: Options) => PromiseLike<Row>): Run<Options> {
  return async (context, options, args) => {
    await printAnswer(context, await ask(context.client(), askedOf(context, args), options), COLUMNS[command]);
    return EXIT.done;
  };
}

type Input = { input?: string };

/** One answer to a body, which follows `ids` arguments as `field=value`. What is shown once is said to be. */
export function sends<Id extends keyof typeof FIELDS>(
  command: Command, operation: Id, ids: number, ask: (client: VitalEdge, body: BodyOf<Id>, asked: Asked) => PromiseLike<Row>, once?: string,
): Run<Input> {
  return async (context, { input }, args) => {
    const body = await readBody(context, operation, args.slice(ids), input);
    await printAnswer(context, await ask(context.client(), body, askedOf(context, args)), COLUMNS[command]);
    if (once !== undefined) context.note(once);
    return EXIT.done;
  };
}

/** What has no answer but that it is done; asks first where `asks` has words for it. */
export function does(told: (id: string) => string, ask: (client: VitalEdge, asked: Asked) => PromiseLike<unknown>, asks?: (id: string) => string): Run<Record<never, never>> {
  return async (context, _options, args) => {
    const asked = askedOf(context, args);
    if (asks !== undefined) await confirm(context, asks(asked.ids[0]));
    await ask(context.client(), asked);
    context.note(told(asked.ids[0]));
    return EXIT.done;
  };
}

function askedOf(context: Context, [first = "", ...more]: readonly string[]): Asked {
  return { ids: [first, ...more], call: { signal: context.signal }, context };
}
