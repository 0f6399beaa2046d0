import type { TenantTx } from "../../../../db/with-tenant.js";
import { toRowId } from "../../fhir-ids.js";
import { localReference } from "../../references.js";
import { rowsOfSent } from "../../store/sent.js";
import { fhirType } from "../../table.js";
import type { SearchParameter } from "../../definitions.js";
import type { Criterion, ReferenceValue } from "../branch.js";
import { fold } from "../fold.js";
import { isHashed } from "../index/hashes.js";
import { hashOf } from "../index/hashes.js";
import { parameterByUrl } from "../index/expressions.js";
import { refuseParameter } from "./refuse.js";
import { dateOf, quantityOf, splitAt, tokenOf, unescape } from "./values.js";

/** A criterion, and whether it is turned around. */
export type Parsed = { criterion: Criterion; negated: boolean };

export type Given = { name: string; type: string; parameter: SearchParameter; modifier: string | undefined; value: string; baseUrl: string };

const MODIFIERS: Record<SearchParameter["type"], readonly string[]> = {
  string: ["exact", "contains"], token: ["not", "text", "of-type"], reference: ["identifier"], uri: ["above", "below"],
  date: [], number: [], quantity: [], composite: [], special: [],
};

const expectModifier = ({ name, parameter, modifier }: Given): void => {
  if (modifier === undefined || MODIFIERS[parameter.type].includes(modifier)) return;
  if (parameter.type === "reference" && (parameter.target?.includes(modifier) ?? false)) return;
  const known = [...MODIFIERS[parameter.type], "missing", ...(parameter.type === "reference" ? parameter.target ?? [] : [])];
  refuseParameter(name, `does not take the modifier ${modifier.slice(0, 40)}; it takes ${known.join(", ")}`, "not-supported");
};

const each = <T>(given: Given, parse: (text: string) => T | undefined, what: string): T[] =>
  splitAt(given.value, ",").map((text) => parse(text) ?? refuseParameter(given.name, `has a value that is no ${what}`));

/** One condition: any of the values, separated by commas. */
export const criterionOf = async (tx: TenantTx, given: Given): Promise<Parsed> => {
  const { parameter, modifier, name, value } = given;
  expectModifier(given);
  if (value === "") refuseParameter(name, "has no value");
  const code = parameter.code;
  if (code === "_id") return plain({ kind: "id", parameter: "_id", values: await Promise.all(each(given, unescape, "id").map(async (id) => ({ id, rowId: await rowIdOf(tx, given.type, id) }))) });
  switch (parameter.type) {
    case "token": return token(tx, given);
    case "string": return plain({ kind: "string", parameter: code, modifier: modifier as "exact" | "contains" | undefined, values: each(given, (text) => (modifier === "exact" ? unescape(text) : fold(unescape(text))), "text") });
    case "date": return plain({ kind: "date", parameter: code, values: each(given, (text) => dateOf(text, tx.now), "date of FHIR, as ge2026-01-31") });
    case "number": case "quantity": return plain({ kind: "quantity", parameter: code, values: each(given, quantityOf, "number, as 5.4 or gt5.4|http://unitsofmeasure.org|mg") });
    case "reference": return reference(tx, given);
    case "uri": return plain({ kind: "uri", parameter: code, modifier: modifier as "above" | "below" | undefined, values: each(given, unescape, "address") });
    case "composite": return composite(tx, given);
    case "special": return refuseParameter(name, "is not searched by here", "not-supported");
  }
};

const plain = (criterion: Criterion): Parsed => ({ criterion, negated: false });

const token = async (tx: TenantTx, given: Given): Promise<Parsed> => {
  const { parameter: { code }, type, modifier } = given;
  if (modifier === "text") return plain({ kind: "text", parameter: code, values: each(given, (text) => fold(unescape(text)), "text") });
  const values = each(given, tokenOf, "token");
  if (modifier === "of-type") {
    for (const each of values) if (!each.system || !each.code?.includes("|")) refuseParameter(given.name, "takes system|code|value");
    return plain({ kind: "token", parameter: code, modifier: "of-type", values });
  }
  if (isHashed(type, code)) {
    // By equality of the value alone: a system is no part of what is hashed.
    const hashed = await Promise.all(values.map(async (each) => ({ system: undefined, code: each.code === undefined ? undefined : await hashOf(tx, each.code) })));
    return { criterion: { kind: "token", parameter: code, modifier: undefined, values: hashed }, negated: modifier === "not" };
  }
  return { criterion: { kind: "token", parameter: code, modifier: undefined, values }, negated: modifier === "not" };
};

const rowIdOf = async (tx: TenantTx, type: string, id: string): Promise<string> => (await rowsOfSent(tx, type, [id])).get(id) ?? toRowId(id);

const reference = async (tx: TenantTx, given: Given): Promise<Parsed> => {
  const { parameter: { code, target = [] }, modifier } = given;
  if (modifier === "identifier") return plain({ kind: "identifier", parameter: code, values: each(given, tokenOf, "token") });
  const types = modifier === undefined ? target : [modifier];
  const values: ReferenceValue[] = [];
  for (const text of each(given, unescape, "reference")) {
    const local = localReference(text, given.baseUrl);
    const bare = /^[A-Za-z0-9\-.]{1,64}$/.test(text) ? types.map((type) => ({ type, id: text })) : undefined;
    const named = local ? [local] : bare;
    if (!named) values.push({ url: text });
    else for (const { type, id } of named) values.push({ type, id, rowId: fhirType(type) ? await rowIdOf(tx, type, id) : toRowId(id) });
  }
  return plain({ kind: "reference", parameter: code, values });
};

const composite = async (tx: TenantTx, given: Given): Promise<Parsed> => {
  const { parameter, name } = given;
  const components = (parameter.component ?? []).map(({ definition }) => parameterByUrl(definition));
  const values: Criterion[][] = [];
  for (const text of splitAt(given.value, ",")) {
    const parts = splitAt(text, "$");
    if (parts.length !== components.length) refuseParameter(name, `takes ${components.length} values joined by $`);
    const criteria: Criterion[] = [];
    for (const [index, component] of components.entries()) {
      criteria.push((await criterionOf(tx, { ...given, parameter: component, modifier: undefined, value: parts[index]! })).criterion);
    }
    values.push(criteria);
  }
  return plain({ kind: "composite", parameter: parameter.code, values });
};
