import { toTypedValue, type TypedValue } from "@medplum/core";
import { plainOf } from "../../fhir-json.js";
import type { Resource } from "../../model.js";
import { isHashed, type Hash } from "../hashes.js";
import { datesOf, type DateRow } from "./dates.js";
import { evaluate, readingsOf, type Component } from "./expressions.js";
import { keyOf } from "./keys.js";
import { quantitiesOf, type QuantityRow } from "./quantities.js";
import { referencesOf, type ReferenceRow } from "./references.js";
import { stringsOf, type StringRow } from "./strings.js";
import { ofType, tokensOf, typedTokensOf, type TokenRow } from "./tokens.js";

export type Keyed<Row> = Row & { parameter: string; element: number };

/** What a resource is found by, a list for each table. */
export type Values = {
  tokens: Keyed<TokenRow>[];
  strings: Keyed<StringRow>[];
  dates: Keyed<DateRow>[];
  quantities: Keyed<QuantityRow>[];
  references: Keyed<ReferenceRow>[];
  uris: Keyed<{ value: string }>[];
};

type Place = { parameter: string; element: number };

const hashedToken = (hash: Hash) => (row: TokenRow): TokenRow => ({ ...row, code: row.code === null ? null : hash(row.code), display: null });
const hashedString = (hash: Hash) => ({ value }: StringRow): StringRow => ({ start: hash(value), folded: hash(value), value: hash(value) });

const take = (values: Values, { kind, parameter }: Pick<Component, "kind" | "parameter">, typed: TypedValue, element: number, hash: Hash | undefined): void => {
  const at: Place = { parameter, element };
  const keyed = <Row>(rows: Row[]): Keyed<Row>[] => rows.map((row) => ({ ...row, ...at }));
  switch (kind) {
    case "token":
      values.tokens.push(...keyed(hash ? tokensOf(typed).map(hashedToken(hash)) : tokensOf(typed)));
      values.tokens.push(...typedTokensOf(typed).map((row) => ({ ...row, parameter: ofType(parameter), element })));
      break;
    case "string": values.strings.push(...keyed(hash ? stringsOf(typed).map(hashedString(hash)) : stringsOf(typed))); break;
    case "date": values.dates.push(...keyed(datesOf(typed))); break;
    case "number": case "quantity": values.quantities.push(...keyed(quantitiesOf(typed))); break;
    case "reference": values.references.push(...keyed(referencesOf(typed))); break;
    case "uri": if (typeof typed.value === "string") values.uris.push({ value: keyOf(typed.value), ...at }); break;
  }
};

/** Whether resources of the type have values that are hashed. */
export const needsHash = (type: string): boolean => readingsOf(type).some(({ parameter }) => isHashed(parameter));

export const valuesOf = (resource: Resource, hash: Hash | undefined): Values => {
  const values: Values = { tokens: [], strings: [], dates: [], quantities: [], references: [], uris: [] };
  const root = toTypedValue(plainOf(resource));
  for (const reading of readingsOf(resource.resourceType)) {
    evaluate(reading.paths, root).forEach((typed, element) => {
      if (reading.kind !== "composite") return take(values, reading, typed, element, isHashed(reading.parameter) ? hash : undefined);
      for (const component of reading.components) {
        for (const part of evaluate(component.paths, typed)) take(values, component, part, element, undefined);
      }
    });
  }
  return values;
};
