import type { Context } from "koa";
import type { Prefer } from "../../features/fhir/request.js";
import { fail } from "../problem.js";

export const FHIR_JSON = "application/fhir+json";
export const NDJSON = ["application/fhir+ndjson", "application/ndjson", "ndjson"] as const;

const SPELLINGS = new Set(["json", "application/json", "application/fhir+json", "text/json"]);

/** `_format` beats Accept (http://hl7.org/fhir/R4/http.html#mime-type). A `+` of an address may have become a blank. */
export const expectAcceptable = (ctx: Context, format: string | undefined): void => {
  const asked = format?.split(";")[0]!.trim().replace(" ", "+").toLowerCase();
  const taken = asked === undefined ? ctx.accepts("application/fhir+json", "application/json", "text/json") !== false : SPELLINGS.has(asked);
  if (!taken) fail("not_acceptable", { detail: "Resources are answered as application/fhir+json alone." });
};

const RETURNS = ["minimal", "representation", "OperationOutcome"] as const;

/** Of a file of many resources: what its own name for itself is, and those that read any JSON. */
export const expectAcceptableLines = (ctx: Context): void => {
  if (ctx.accepts(NDJSON[0], NDJSON[1], FHIR_JSON, "application/json") === false) fail("not_acceptable", { detail: "Files are answered as application/fhir+ndjson alone." });
};

/** RFC 7240: what is not known is passed over; a known preference with a value that is none is a mistake. */
export const readPrefer = (ctx: Context): Prefer => {
  const prefer: Prefer = { async: false };
  for (const part of ctx.get("Prefer").split(/[,;]/)) {
    const [name = "", value = ""] = part.split("=").map((text) => text.trim().replaceAll(/^"|"$/g, ""));
    if (name === "respond-async") prefer.async = true;
    if (name === "return") prefer.return = RETURNS.find((each) => each === value) ?? refuse("return takes minimal, representation or OperationOutcome");
    if (name === "handling") prefer.handling = value === "strict" || value === "lenient" ? value : refuse("handling takes strict or lenient");
  }
  return prefer;
};

const refuse = (message: string): never =>
  fail("invalid_request", { detail: `Prefer: ${message}.`, errors: [{ pointer: "/header/Prefer", code: "value", message }] });
