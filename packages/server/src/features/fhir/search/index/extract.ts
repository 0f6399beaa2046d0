import { toTypedValue, type TypedValue } from "@medplum/core";
import { plainOf } from "../../fhir-json.js";
import type { Resource, Version } from "../../model.js";
import { localReference } from "../../references.js";
import { fold } from "../fold.js";
import { intervalOf } from "../parse/values.js";
import { evaluate, readingsOf, type Component, type Reading } from "./expressions.js";
import { isHashed } from "./hashes.js";

/** Values of one resource, a list a table. `place` counts them, `element` joins what belongs to one element of a composite. */
type Base = { type: string; id: string; parameter: string; place: number; element: number };
export type TokenRow = Base & { system: string | null; code: string | null; display: string | null };
export type StringRow = Base & { start: string; folded: string; value: string };
export type DateRow = Base & { low: string; high: string };
export type QuantityRow = Base & { low: number; high: number; system: string | null; code: string | null; unit: string | null };
export type ReferenceRow = Base & { target_type: string | null; target_id: string | null; url: string | null; system: string | null; value: string | null };
export type UriRow = Base & { value: string };
export type Rows = { tokens: TokenRow[]; strings: StringRow[]; dates: DateRow[]; quantities: QuantityRow[]; references: ReferenceRow[]; uris: UriRow[] };

export const emptyRows = (): Rows => ({ tokens: [], strings: [], dates: [], quantities: [], references: [], uris: [] });

/** As much of a text as an index takes. */
export const START = 200;

type Value = Record<string, unknown>;
const isObject = (value: unknown): value is Value => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value]);

type Sink = { rows: Rows; base: (parameter: string) => Base; hash: (text: string) => string };

/** All values that a resource is found by. */
export const extract = ({ type, id, resource }: Pick<Version, "type" | "id"> & { resource: Resource }, hash: (text: string) => string, rows: Rows): void => {
  const input = toTypedValue(plainOf(resource));
  let place = 0;
  for (const reading of readingsOf(type)) {
    evaluate(reading.path, input).forEach((found, element) => {
      const sink: Sink = { rows, hash, base: (parameter) => ({ type, id, parameter, place: (place += 1), element }) };
      readInto(sink, type, reading, found);
    });
  }
};

const readInto = (sink: Sink, type: string, reading: Reading, found: TypedValue): void => {
  if (reading.kind !== "composite") return add(sink, type, reading, found);
  for (const component of reading.components) for (const part of evaluate(component.path, found)) add(sink, type, component, part);
};

const add = (sink: Sink, type: string, { parameter, kind }: Pick<Component, "parameter" | "kind">, { value }: TypedValue): void => {
  switch (kind) {
    case "token": return addToken(sink, parameter, value, isHashed(type, parameter));
    case "string": return stringsOf(value).forEach((each) => sink.rows.strings.push({ ...sink.base(parameter), ...textOf(each) }));
    case "date": return addDate(sink, parameter, value);
    case "number": case "quantity": return addQuantity(sink, parameter, value);
    case "reference": return addReference(sink, parameter, value);
    case "uri": return typeof value === "string" ? void sink.rows.uris.push({ ...sink.base(parameter), value }) : undefined;
  }
};

const textOf = (value: string): { start: string; folded: string; value: string } => {
  const folded = fold(value);
  return { start: [...folded].slice(0, START).join(""), folded, value };
};

const shownAs = (...texts: unknown[]): string | null => {
  const found = texts.map(text).find((each) => each !== null);
  return found === undefined || found === null ? null : fold(found);
};

const addToken = (sink: Sink, parameter: string, value: unknown, hashed: boolean): void => {
  const push = (system: string | null, code: string | null, display: string | null, name = parameter): void =>
    void sink.rows.tokens.push({ ...sink.base(name), system, code: code !== null && hashed ? sink.hash(code) : code, display });
  if (typeof value === "boolean" || typeof value === "number") return push(null, String(value), null);
  if (typeof value === "string") return push(null, value, null);
  if (!isObject(value)) return undefined;
  if ("coding" in value || ("text" in value && !("value" in value))) {
    const codings = list(value.coding).filter(isObject);
    codings.forEach((coding) => push(text(coding.system), text(coding.code), shownAs(coding.display, value.text)));
    // Only a text: it is found by :text alone.
    if (value.text !== undefined) push(null, null, shownAs(value.text));
    return undefined;
  }
  if ("code" in value || "display" in value) return push(text(value.system), text(value.code), shownAs(value.display));
  // Identifier, ContactPoint.
  const isContact = ["phone", "fax", "email", "pager", "url", "sms", "other"].includes(String(value.system));
  push(isContact ? null : text(value.system), text(value.value), isObject(value.type) ? shownAs(value.type.text) : null);
  if (!isObject(value.type)) return undefined;
  for (const coding of list(value.type.coding).filter(isObject)) push(text(coding.system), `${text(coding.code) ?? ""}|${text(value.value) ?? ""}`, null, `${parameter}$of-type`);
  return undefined;
};

/** Names by each of their parts; of addresses what lies in the clear: city, state, postal code and country. */
const stringsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (!isObject(value)) return [];
  const isAddress = ["city", "state", "postalCode", "country", "line", "district"].some((name) => name in value);
  const parts = isAddress ? [value.city, value.district, value.state, value.postalCode, value.country] : [value.text, value.family, ...list(value.given), ...list(value.prefix), ...list(value.suffix)];
  return parts.filter((part): part is string => typeof part === "string" && part !== "");
};

const FIRST = "0001-01-01T00:00:00.000Z";
const LAST = "9999-12-31T23:59:59.999Z";

const addDate = (sink: Sink, parameter: string, value: unknown): void => {
  const push = (low: string, high: string): void => void sink.rows.dates.push({ ...sink.base(parameter), low, high });
  if (typeof value === "string") {
    const interval = intervalOf(value);
    return interval && push(interval.low.toISOString(), interval.high.toISOString());
  }
  if (!isObject(value)) return undefined;
  if ("start" in value || "end" in value) {
    const [start, end] = [intervalOf(text(value.start) ?? ""), intervalOf(text(value.end) ?? "")];
    return push(start?.low.toISOString() ?? FIRST, end?.high.toISOString() ?? LAST);
  }
  // Timing: its events, and the bounds of its repetitions.
  for (const event of list(value.event)) addDate(sink, parameter, event);
  if (isObject(value.repeat)) addDate(sink, parameter, value.repeat.boundsPeriod);
  return undefined;
};

const addQuantity = (sink: Sink, parameter: string, value: unknown): void => {
  const push = (low: number, high: number, of: Value): void =>
    void sink.rows.quantities.push({ ...sink.base(parameter), low, high, system: text(of.system), code: text(of.code), unit: text(of.unit) });
  if (typeof value === "number") return push(value, value, {});
  if (!isObject(value)) return undefined;
  if ("currency" in value) return push(Number(value.value), Number(value.value), { system: "urn:iso:std:iso:4217", code: value.currency });
  if (typeof value.value === "number") return push(value.value, value.value, value);
  const [low, high] = [value.low, value.high].map((end) => (isObject(end) ? end : undefined));
  if (!low && !high) return undefined;
  return push(typeof low?.value === "number" ? low.value : -Number.MAX_VALUE, typeof high?.value === "number" ? high.value : Number.MAX_VALUE, low ?? high ?? {});
};

const addReference = (sink: Sink, parameter: string, value: unknown): void => {
  const push = (row: Partial<Omit<ReferenceRow, keyof Base>>): void =>
    void sink.rows.references.push({ ...sink.base(parameter), target_type: null, target_id: null, url: null, system: null, value: null, ...row });
  if (typeof value === "string") return push({ url: value });
  if (!isObject(value)) return undefined;
  const named = isObject(value.identifier) ? { system: text(value.identifier.system), value: text(value.identifier.value) } : {};
  const reference = text(value.reference);
  const local = reference === null ? undefined : localReference(reference);
  if (local) return push({ target_type: local.type, target_id: local.id, ...named });
  if ((reference !== null && !reference.startsWith("#")) || "value" in named) push({ url: reference?.startsWith("#") ? null : reference, ...named });
  return undefined;
};
