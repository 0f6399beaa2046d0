import { readFile } from "node:fs/promises";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { readAll } from "./stdin.js";

/** A resource as its text, whose decimals no parser has touched, and what of it must be known to send it. */
export type Written = { text: string; resourceType: string; id: string | undefined };

export async function readResource({ stdin }: Context, file: string): Promise<Written> {
  const text = file === "-" ? await readAll(stdin) : await readFile(file, "utf8");
  const { resourceType, id } = parse(text) ?? {};
  if (typeof resourceType === "string") return { text, resourceType, id: typeof id === "string" ? id : undefined };
  throw new UsageError(`${file === "-" ? "Standard input" : file} holds no FHIR resource: JSON with a resourceType.`);
}

/** The parser would quote what it cannot read, and that may be a patient. */
function parse(text: string): { resourceType?: unknown; id?: unknown } | undefined {
  try {
    return JSON.parse(text) as { resourceType?: unknown };
  } catch {
    return undefined;
  }
}
