import type { Interaction } from "./interactions.js";
import type { Scope } from "../../http/scope.js";
import type { Reply } from "../../http/trail.js";
import type { FhirType } from "./table.js";

export type Prefer = { return?: "minimal" | "representation" | "OperationOutcome"; handling?: "strict" | "lenient"; async: boolean };

/** A request below `/fhir/R4`, its form checked. */
export type FhirRequest = {
  interaction: Interaction;
  /** Undefined where the interaction is about no type. */
  type: FhirType | undefined;
  path: { type?: string; id?: string; vid?: string; file?: string };
  /** Parameters of the address and, of a form, of the body; without those of the presentation (`_format`, `_pretty`). */
  query: readonly (readonly [string, string])[];
  body: unknown;
  mediaType: string | undefined;
  prefer: Prefer;
  header(name: string): string | undefined;
  /** `https://host/fhir/R4`, without a slash at the end. */
  base: string;
};

/** What is answered: a resource, or nothing. */
export type FhirReply = { status: number; resource?: object | undefined; headers?: Record<string, string> };

/** Printed within the transaction, whose Idempotency-Key keeps the text. */
export type PrintReply = (reply: FhirReply) => Reply;

export type FhirHandler = (request: FhirRequest, scope: Scope, print: PrintReply) => Promise<Reply>;

