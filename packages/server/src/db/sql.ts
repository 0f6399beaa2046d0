/** SQL text with numbered places and the values that go into them; values never become text. */
export type Statement = {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly parts: readonly Part[];
  /** Of as many forms as people ask in. */
  readonly isMadeUp?: boolean;
};
type Part = { readonly literal: string } | { readonly value: unknown };

/** Written out when it is sent: most are parts of others. */
const build = (parts: readonly Part[]): Statement => ({
  parts,
  get text() {
    let places = 0;
    return parts.map((part) => ("literal" in part ? part.literal : `$${(places += 1)}`)).join("");
  },
  get values() {
    return parts.flatMap((part) => ("literal" in part ? [] : [part.value]));
  },
});

const isStatement = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && "parts" in value && "text" in value;

const statement = (strings: TemplateStringsArray, ...given: readonly unknown[]): Statement => {
  const parts: Part[] = [];
  strings.forEach((literal, index) => {
    parts.push({ literal });
    if (index >= given.length) return;
    const value = given[index];
    if (isStatement(value)) parts.push(...value.parts);
    else parts.push({ value });
  });
  return build(parts);
};

const NAME = /^[a-z_][a-z0-9_]*$/;

export const sql = Object.assign(statement, {
  /** A table's or column's name; anything but a plain lower-case name is refused. */
  id: (name: string): Statement => {
    if (!NAME.test(name)) throw new Error(`not a plain SQL name: ${JSON.stringify(name)}`);
    return build([{ literal: `"${name}"` }]);
  },
  join: (items: readonly Statement[], separator: Statement): Statement =>
    build(items.flatMap((item, index) => (index ? [...separator.parts, ...item.parts] : item.parts))),
  empty: build([]),
  /** A statement that is put together anew of what each request asks. */
  madeUp: ({ parts, text, values }: Statement): Statement => ({ parts, text, values, isMadeUp: true }),
});

/** `and`-joined conditions; true where there are none. */
export const all = (conditions: readonly (Statement | undefined)[]): Statement => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length ? sql.join(given, statement` and `) : statement`true`;
};
