import type { AnswerOf, BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { printAnswer, formatOf, printRows } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Options = { month?: string; set?: string[]; from?: string };
type Settings = AnswerOf<"getBillingSettings">;
type Values = Record<string, unknown>;

/** What an answer has beside the settings. */
const AROUND = new Set(["effectiveFrom", "setBy", "setAt", "history", "version"]);

export const showOrSet: Run<Options> = async (context, { month, set, from }) => {
  if (set === undefined) {
    if (from !== undefined) throw new UsageError("--from goes with --set.");
    await print(context, await get(context, month).then(({ data }) => data));
    return EXIT.done;
  }
  if (from === undefined) throw new UsageError("It is not said from which month on.", "Give --from YYYY-MM.");
  const { data, etag } = await get(context, from);
  const body = { ...applyAll(valuesOf(data), set), effectiveFrom: from } as BodyOf<"replaceBillingSettings">;
  // Somebody else's change in between is not written over.
  await print(context, await context.client().organizations.billingSettings.replace(body, { signal: context.signal, etag }));
  return EXIT.done;
};

function get(context: Context, month: string | undefined) {
  const query = month === undefined ? {} : { month };
  return context.client().organizations.billingSettings.get(query, { signal: context.signal }).withResponse();
}

function valuesOf(settings: Settings): Values {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !AROUND.has(name)));
}

async function print(context: Context, settings: Settings): Promise<void> {
  const columns = [{ path: "setting" }, { path: "value" }];
  if (["json", "ndjson"].includes(formatOf(context))) return printAnswer(context, settings, columns);
  const rows = Object.entries(valuesOf(settings)).flatMap(([setting, value]) =>
    isMap(value) ? Object.entries(value).map(([key, one]) => ({ setting: `${setting}.${key}`, value: one })) : [{ setting, value }]);
  await printRows(context, rows, columns);
  context.note(settings.effectiveFrom === null ? "These are the defaults." : `In force since ${settings.effectiveFrom}.`);
}

/** `name=value` or `name.key=value`; a value has the form of the one before it. */
function applyAll(values: Values, assignments: readonly string[]): Values {
  return assignments.reduce((at, assignment) => {
    const [, name = "", key, text] = /^(\w+)(?:\.(\w+))?=(.+)$/.exec(assignment) ?? [];
    const before = at[name];
    if (text === undefined || before === undefined || isMap(before) !== (key !== undefined)) {
      throw new UsageError(`'${assignment}' sets nothing.`, `Settings are: ${Object.entries(at).map(([known, value]) => (isMap(value) ? `${known}.KEY` : known)).join(", ")}`);
    }
    return { ...at, [name]: key === undefined || !isMap(before) ? parse(before, text) : { ...before, [key]: parse(Object.values(before)[0], text) } };
  }, values);
}

function parse(before: unknown, text: string): unknown {
  if (Array.isArray(before)) return text.split(",").map((word) => word.trim().toUpperCase());
  // What is no number is left for the server to refuse.
  if (typeof before === "number") return Number.isNaN(Number(text)) ? text : Number(text);
  return text.trim().toUpperCase();
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
