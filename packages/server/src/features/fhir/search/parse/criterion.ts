import type { TenantTx } from "../../../../db/with-tenant.js";
import type { SearchParameter } from "../../definitions.js";
import type { Criterion } from "../branch.js";
import { fold } from "../fold.js";
import { hashOf, isHashed } from "../hashes.js";
import { parameterByUrl } from "../index/expressions.js";
import { keyOf } from "../index/keys.js";
import { parseDate, parseNumber, parseQuantity } from "./numbers.js";
import { parseReferences, targetsOf } from "./references.js";
import { refuse } from "./refuse.js";
import { split, unescape } from "./split.js";
import { parseOfType, parseToken } from "./tokens.js";

/** One parameter of a query, its name taken apart. */
export type Given = { name: string; parameter: SearchParameter; modifier: string | undefined; value: string };

/** `type` is that of the resources that are searched. */
export type From = { tx: TenantTx; baseUrl: string; type: string };

const MODIFIERS: Record<SearchParameter["type"], readonly string[]> = {
  string: ["exact", "contains"], token: ["not", "text", "of-type"], reference: ["identifier"], uri: ["above", "below"],
  date: [], number: [], quantity: [], composite: [], special: [],
};

/** @throws ProblemError 400 for a modifier that the parameter does not have. */
const expectModifier = ({ name, parameter, modifier }: Given): void => {
  if (modifier === undefined || MODIFIERS[parameter.type].includes(modifier)) return;
  if (parameter.type === "reference" && targetsOf(parameter, undefined).includes(modifier)) return;
  const known = ["missing", ...MODIFIERS[parameter.type], ...(parameter.type === "reference" ? ["the name of a type it refers to"] : [])];
  refuse(name, `has a modifier that it does not take here; it takes ${known.join(", ")}`, "not-supported");
};

const hashed = async (given: Given, { tx }: From, texts: readonly string[]): Promise<Criterion> => {
  const { parameter: { code, type }, modifier, name } = given;
  if (modifier !== undefined && modifier !== "exact" && modifier !== "not") refuse(name, "lies encrypted, and is found as a whole only");
  const hash = await hashOf(tx);
  return type === "token"
    ? { kind: "token", parameter: code, modifier: undefined, values: texts.map((text) => ({ system: undefined, code: hash(unescape(text).replace(/^[^|]*\|/, "")) })) }
    : { kind: "string", parameter: code, modifier: "exact", values: texts.map((text) => hash(unescape(text))) };
};

const token = ({ name, parameter: { code }, modifier }: Given, texts: readonly string[]): Criterion => {
  if (modifier === "text") return { kind: "text", parameter: code, values: texts.map((text) => fold(unescape(text))) };
  if (modifier === "of-type") return { kind: "token", parameter: code, modifier, values: texts.map((text) => parseOfType(name, text)) };
  return { kind: "token", parameter: code, modifier: undefined, values: texts.map((text) => parseToken(name, text)) };
};

const string = ({ parameter: { code }, modifier }: Given, texts: readonly string[]): Criterion => {
  if (modifier === "exact") return { kind: "string", parameter: code, modifier, values: texts.map(unescape) };
  return { kind: "string", parameter: code, modifier: modifier === "contains" ? modifier : undefined, values: texts.map((text) => fold(unescape(text))) };
};

const reference = (given: Given, { baseUrl }: From, texts: readonly string[]): Criterion => {
  const { name, parameter, modifier } = given;
  if (modifier === "identifier") return { kind: "identifier", parameter: parameter.code, values: texts.map((text) => parseToken(name, text)) };
  return { kind: "reference", parameter: parameter.code, values: parseReferences(texts.map(unescape), { targets: targetsOf(parameter, modifier), baseUrl }) };
};

const composite = async (given: Given, from: From, texts: readonly string[]): Promise<Criterion> => {
  const { name, parameter } = given;
  const components = (parameter.component ?? []).map(({ definition }) => parameterByUrl(definition));
  const values = await Promise.all(texts.map((text) => {
    const parts = split(text, "$");
    if (parts.length !== components.length || parts.includes("")) refuse(name, `is not of ${components.length} parts with a $ between them`);
    return Promise.all(parts.map((value, index) => parseCriterion({ name, parameter: components[index]!, modifier: undefined, value }, from)));
  }));
  return { kind: "composite", parameter: parameter.code, values };
};

/** `:missing` and chains are not here. @throws ProblemError 400 for a modifier or a value that is not understood. */
export const parseCriterion = async (given: Given, from: From): Promise<Criterion> => {
  const { name, parameter: { code, type }, modifier, value } = given;
  expectModifier(given);
  const texts = split(value, ",").filter((text) => text !== "");
  if (!texts.length) refuse(name, "has no value");
  if (code === "_id") return { kind: "id", parameter: code, values: texts.map(unescape) };
  if (isHashed(code)) return hashed(given, from, texts);
  switch (type) {
    case "token": return token(given, texts);
    case "string": return string(given, texts);
    case "date": return { kind: "date", parameter: code, values: texts.map((text) => parseDate(name, text, from.tx.now)) };
    case "number": return { kind: "quantity", parameter: code, values: texts.map((text) => parseNumber(name, text)) };
    case "quantity": return { kind: "quantity", parameter: code, values: texts.map((text) => parseQuantity(name, text)) };
    case "reference": return reference(given, from, texts);
    case "uri": return { kind: "uri", parameter: code, modifier: modifier === "above" || modifier === "below" ? modifier : undefined, values: texts.map((text) => keyOf(unescape(text))) };
    case "composite": return composite(given, from, texts);
    case "special": return refuse(name, "is not searched by");
  }
};
