import type { BodyOf } from "@vitaledge/sdk";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { readBody, readJson } from "../input/fields.js";
import { printAnswer } from "../output/print.js";

type Options = { input?: string; scope?: string[]; jwks?: string; jwksUri?: string };
type KeySet = BodyOf<"createApiKey">["jwks"];

export const ONCE = "The secret is shown this once: keep it where programs keep secrets.";

/** A SMART client is a key with scopes: its own key pair proves it, and there is no secret to keep. */
export const createKey: Run<Options> = async (context, { input, scope, jwks, jwksUri }, args) => {
  const made = await context.client().apiKeys.create({
    ...await readBody(context, "createApiKey", args, input),
    ...(scope && { scopes: scope }),
    ...(jwks !== undefined && { jwks: (await readJson(context, jwks)) as KeySet }),
    ...(jwksUri !== undefined && { jwksUri }),
  }, { signal: context.signal });
  await printAnswer(context, made, COLUMNS["org api-keys create"]);
  if (made.secret !== undefined) context.note(ONCE);
  return EXIT.done;
};
