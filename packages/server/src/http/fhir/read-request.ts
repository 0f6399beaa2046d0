import type { Context } from "koa";
import type { Operation } from "@vitaledge/contract";
import { FHIR_ROOT, type Interaction } from "../../features/fhir/interactions.js";
import { parseFhir } from "../../features/fhir/fhir-json.js";
import type { FhirRequest } from "../../features/fhir/request.js";
import type { FhirType } from "../../features/fhir/table.js";
import { readText } from "../body.js";
import { fail } from "../problem.js";
import { expectStorable } from "../validate.js";
import { expectAcceptable, expectAcceptableLines, readPrefer } from "./negotiate.js";

const PRESENTATION = new Set(["_format", "_pretty"]);

type Pairs = [string, string][];

const pairsOf = (text: string): Pairs => [...new URLSearchParams(text)];

export type Read = { request: FhirRequest; bytes: Buffer; pretty: boolean };

/** The request's parts, each in a form that can be stored and looked at. The body is read here. */
export const readFhirRequest = async (
  ctx: Context, { interaction, type, operation, publicUrl }: { interaction: Interaction; type: FhirType | undefined; operation: Operation; publicUrl: string },
): Promise<Read> => {
  const address = pairsOf(ctx.querystring);
  const { bytes, text, mediaType } = await readText(ctx, operation);
  const form = interaction.body === "form" ? pairsOf(text) : [];
  const all = [...address, ...form];
  expectStorable(all, "/query");
  if (interaction.ndjson) expectAcceptableLines(ctx);
  else expectAcceptable(ctx, all.find(([name]) => name === "_format")?.[1]);
  const body = interaction.body === undefined || interaction.body === "form" || text === "" ? undefined : parseBody(text);
  const request: FhirRequest = {
    interaction, type, body, mediaType,
    path: ctx.params as FhirRequest["path"],
    query: all.filter(([name]) => !PRESENTATION.has(name)),
    prefer: readPrefer(ctx),
    header: (name) => ctx.get(name) || undefined,
    base: `${publicUrl}${FHIR_ROOT}`,
  };
  return { request, bytes, pretty: all.some(([name, value]) => name === "_pretty" && value === "true") };
};

const parseBody = (text: string): unknown => {
  try {
    const value = parseFhir(text);
    expectStorable(value, "");
    return value;
  } catch (error) {
    if (error instanceof RangeError) fail("payload_too_large", { detail: "The body is nested too deeply." });
    if (!(error instanceof SyntaxError)) throw error;
    return fail("invalid_json", { detail: "The body cannot be read as JSON. Check quotes, commas and brackets." });
  }
};
