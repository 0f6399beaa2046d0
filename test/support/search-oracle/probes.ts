import { dateHolds, numberHolds, plain, PREFIXES, spanOf, spanOfValue } from "./compare.js";
import { amountsOf, listOf, pointedOf, stringsOf, textsOf, tokensOf, typedOf, type Token } from "./parts.js";
import type { Random } from "./random.js";
import { componentValues, parameterByUrl, type Parameter, type Value } from "./values.js";

/** A condition on one parameter's values: how it is written, and when it holds. */
export type Probe = { modifier?: string; text: string; matches(values: readonly unknown[]): boolean };
/** `pool`: values that there are, of all resources. */
export type Making = { random: Random; pool: readonly unknown[]; base: string; now: number };

export const escaped = (text: string): string => text.replaceAll(/[\\,|$]/g, String.raw`\$&`);

type Alternative = { text: string; holds(value: unknown): boolean };

/** Several joined by a comma, any of which will do. */
const anyOf = ({ random, pool }: Making, make: (value: unknown) => Alternative | undefined, modifier?: string): Probe | undefined => {
  if (!pool.length) return undefined;
  const alternatives = random.some(pool, 2).flatMap((value) => make(value) ?? []);
  if (!alternatives.length) return undefined;
  return { ...(modifier !== undefined && { modifier }), text: alternatives.map(({ text }) => text).join(","), matches: (values) => values.some((value) => alternatives.some(({ holds }) => holds(value))) };
};

const negated = (probe: Probe | undefined): Probe | undefined => probe && { ...probe, modifier: "not", matches: (values) => !probe.matches(values) };

const tokenOf = (random: Random) => (value: unknown): Alternative | undefined => {
  const tokens = tokensOf(value);
  if (!tokens.length) return undefined;
  const { system, code } = random.pick(tokens);
  if (code === undefined) return undefined;
  const forms: { text: string; fits(token: Token): boolean }[] = [
    { text: escaped(code), fits: (token) => token.code === code },
    { text: `|${escaped(code)}`, fits: (token) => token.system === undefined && token.code === code },
    ...(system === undefined ? [] : [
      { text: `${escaped(system)}|${escaped(code)}`, fits: (token: Token) => token.system === system && token.code === code },
      { text: `${escaped(system)}|`, fits: (token: Token) => token.system === system },
    ]),
  ];
  const { text, fits } = random.pick(forms);
  return { text, holds: (each) => tokensOf(each).some(fits) };
};

const token = (making: Making): Probe | undefined => {
  const { random } = making;
  const way = random.below(10);
  if (way < 6) return anyOf(making, tokenOf(random));
  if (way < 8) return negated(anyOf(making, tokenOf(random)));
  if (way === 8) {
    return anyOf(making, (value) => {
      const [text] = textsOf(value);
      const start = text && text.slice(0, 1 + random.below(text.length)).trim();
      return start ? { text: escaped(start), holds: (each) => textsOf(each).some((other) => plain(other).startsWith(plain(start))) } : undefined;
    }, "text");
  }
  return anyOf(making, (value) => {
    const [typed] = typeof value === "object" ? typedOf(value) : [];
    return typed && { text: [typed.system, typed.code, typed.value].map(escaped).join("|"), holds: (each) => typedOf(each).some((other) => JSON.stringify(other) === JSON.stringify(typed)) };
  }, "of-type");
};

/** What lies encrypted: equality of the value alone. */
export const secret = (making: Making): Probe | undefined =>
  anyOf(making, (value) => {
    const [{ code = "" } = {}] = tokensOf(value);
    return { text: escaped(code), holds: (each) => tokensOf(each).some((other) => other.code === code) };
  });

const string = (making: Making): Probe | undefined => {
  const { random } = making;
  const modifier = random.pick([undefined, undefined, "exact", "contains"] as const);
  return anyOf(making, (value) => {
    const parts = stringsOf(value);
    if (!parts.length) return undefined;
    const whole = random.pick(parts);
    const from = modifier === "contains" ? random.below(whole.length) : 0;
    const asked = modifier === "exact" ? random.pick([whole, whole.toLowerCase()]) : random.pick([whole, whole.toUpperCase(), plain(whole)]).slice(from, from + 1 + random.below(whole.length));
    if (!asked.trim()) return undefined;
    const fits = (other: string): boolean => modifier === "exact" ? other === asked : modifier === "contains" ? plain(other).includes(plain(asked)) : plain(other).startsWith(plain(asked));
    return { text: escaped(asked), holds: (each) => stringsOf(each).some(fits) };
  }, modifier);
};

const MONTH = 30 * 86_400_000;

const date = (making: Making): Probe | undefined => {
  const { random, now } = making;
  return anyOf(making, (value) => {
    const texts = typeof value === "string" ? [value] : Object.values(value as Record<string, string>);
    const whole = random.pick(texts);
    const text = random.pick([whole, whole, whole.slice(0, 10), whole.slice(0, 7), whole.slice(0, 4)]);
    // What is about now changes while it is asked.
    const prefix = random.pick([undefined, ...PREFIXES].filter((each) => each !== "ap" || now - spanOf(text).low > MONTH));
    return { text: `${prefix ?? ""}${text}`, holds: (each) => dateHolds(prefix ?? "eq", spanOf(text), spanOfValue(each), now) };
  });
};

const quantity = (making: Making): Probe | undefined => {
  const { random } = making;
  return anyOf(making, (value) => {
    const [amount] = amountsOf(value);
    if (!amount) return undefined;
    const number = Number.isFinite(amount.low) ? amount.low : amount.high;
    const text = random.pick([String(number), number.toFixed(0), number.toFixed(1), String(number + 1)]);
    const prefix = random.pick([undefined, ...PREFIXES]);
    const [name] = amount.names;
    const unit = name === undefined ? "none" : random.pick(["none", "code", ...(amount.system ? ["whole"] : [])]);
    const written = unit === "none" ? "" : unit === "code" ? `||${escaped(name!)}` : `|${escaped(amount.system!)}|${escaped(name!)}`;
    const inUnit = ({ system, names }: typeof amount): boolean => unit === "none" || (unit === "code" ? names.includes(name!) : system === amount.system && names[0] === name);
    return { text: `${prefix ?? ""}${text}${written}`, holds: (each) => amountsOf(each).some((other) => numberHolds(prefix ?? "eq", text, other) && inUnit(other)) };
  });
};

const identifierOf = (value: unknown): unknown[] => listOf((value as Value).identifier);

const reference = (making: Making, { target = [] }: Parameter): Probe | undefined => {
  const { random, base } = making;
  if (random.chance(0.15)) {
    const named = anyOf({ ...making, pool: making.pool.flatMap(identifierOf) }, tokenOf(random), "identifier");
    return named && { ...named, matches: (values) => named.matches(values.flatMap(identifierOf)) };
  }
  const typed = random.chance(0.15) ? random.pick(target) : undefined;
  return anyOf(making, (value) => {
    const [pointed] = pointedOf(value);
    if (!pointed) return undefined;
    if ("url" in pointed) return typed === undefined ? { text: escaped(pointed.url), holds: (each) => pointedOf(each).some((other) => "url" in other && other.url === pointed.url) } : undefined;
    const { type, id } = pointed;
    const whole = { text: random.pick([`${type}/${id}`, `${base}/${type}/${id}`]), holds: (each: unknown) => pointedOf(each).some((other) => "id" in other && other.type === type && other.id === id) };
    const bare = { text: id, holds: (each: unknown) => pointedOf(each).some((other) => "id" in other && other.id === id && (typed === undefined ? target.includes(other.type) : other.type === typed)) };
    return typed === undefined ? random.pick([whole, bare]) : bare;
  }, typed);
};

const uri = (making: Making): Probe | undefined => {
  const modifier = making.random.pick([undefined, "above", "below"] as const);
  return anyOf(making, (value) => {
    const asked = String(value);
    return { text: escaped(asked), holds: (each) => modifier === "above" ? asked.startsWith(String(each)) : modifier === "below" ? String(each).startsWith(asked) : each === asked };
  }, modifier);
};

const elementBase = (element: Value): string => (typeof element.resourceType === "string" ? element.resourceType : "Observation.component");

/** One element has to hold all of it. */
const composite = (making: Making, { component = [] }: Parameter): Probe | undefined => {
  const { random, pool } = making;
  const parts = component.map(({ expression, definition }) => {
    const read = (element: unknown): unknown[] => componentValues(element as Value, elementBase(element as Value), expression);
    const values = random.some(pool, 3).flatMap(read);
    const parameter = parameterByUrl(definition);
    const probe = PLAIN[parameter.type]?.({ ...making, pool: values.slice(0, 1) }, parameter);
    return probe && probe.modifier === undefined ? { read, probe } : undefined;
  });
  if (parts.some((part) => part === undefined || part.probe.text.includes(",") )) return undefined;
  const whole = parts.filter((part) => part !== undefined);
  return { text: whole.map(({ probe }) => probe.text).join("$"), matches: (elements) => elements.some((element) => whole.every(({ read, probe }) => probe.matches(read(element)))) };
};

const PLAIN: Record<string, ((making: Making, parameter: Parameter) => Probe | undefined) | undefined> = { token, string, date, quantity, number: quantity, reference, uri, composite };

/** A random condition by a parameter, where its values allow of one. */
export const probeOf = (making: Making, parameter: Parameter): Probe | undefined => (making.pool.length ? PLAIN[parameter.type]?.(making, parameter) : undefined);
