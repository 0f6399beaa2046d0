import type { TypedValue } from "@medplum/core";
import { keyOf } from "./keys.js";

export type ReferenceRow = { target_type: string | null; target_id: string | null; url: string | null; system: string | null; value: string | null };

type Reference = { reference?: string; identifier?: { system?: string; value?: string } };

const NOWHERE: ReferenceRow = { target_type: null, target_id: null, url: null, system: null, value: null };
const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `Type/id` as its parts. */
export const relativeOf = (text: string): { type: string; id: string } | undefined => {
  const [, type, id] = RELATIVE.exec(text) ?? [];
  return type !== undefined && id !== undefined ? { type, id } : undefined;
};

const targetOf = (text: string): Partial<ReferenceRow> => {
  const relative = relativeOf(text);
  if (relative) return { target_type: relative.type, target_id: relative.id };
  return text.startsWith("#") ? {} : { url: keyOf(text) };
};

/** What is contained is found by no reference. */
export const referencesOf = ({ type, value }: TypedValue): ReferenceRow[] => {
  const { reference, identifier }: Reference = type === "Reference" ? (value as Reference) : typeof value === "string" ? { reference: value } : {};
  const row = {
    ...NOWHERE, ...(reference !== undefined && targetOf(reference)),
    ...(identifier?.value !== undefined && { value: keyOf(identifier.value), system: identifier.system === undefined ? null : keyOf(identifier.system) }),
  };
  return row.target_id ?? row.url ?? row.value ? [row] : [];
};
