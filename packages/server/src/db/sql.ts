/** SQL text with numbered places and the values that go into them; values never become text. */
export type Statement = {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly parts: readonly Part[];
  /** Of as many forms as people ask in. */
  readonly isMadeUp?: boolean;
};
type Part = { readonly literal: string } | { readonly value: unknown } | { readonly inner: readonly Part[] };

/** Written out when it is sent: most are parts of others, which hold them as they are. */
class Built implements Statement {
  constructor(readonly parts: readonly Part[], readonly isMadeUp = false) {}

  get text(): string {
    return textOf(this.parts, { count: 0 });
  }

  get values(): unknown[] {
    const values: unknown[] = [];
    collectValues(this.parts, values);
    return values;
  }
}

const build = (parts: readonly Part[]): Statement => new Built(parts);

const textOf = (parts: readonly Part[], places: { count: number }): string => {
  let text = "";
  for (const part of parts) {
    if ("literal" in part) text += part.literal;
    else text += "inner" in part ? textOf(part.inner, places) : `$${(places.count += 1)}`;
  }
  return text;
};

const collectValues = (parts: readonly Part[], values: unknown[]): void => {
  for (const part of parts) {
    if ("inner" in part) collectValues(part.inner, values);
    else if ("value" in part) values.push(part.value);
  }
};

const statement = (strings: TemplateStringsArray, ...given: readonly unknown[]): Statement => {
  const parts: Part[] = [];
  strings.forEach((literal, index) => {
    parts.push({ literal });
    if (index >= given.length) return;
    const value = given[index];
    parts.push(value instanceof Built ? { inner: value.parts } : { value });
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
    build(items.flatMap(({ parts }, index) => (index ? [{ inner: separator.parts }, { inner: parts }] : { inner: parts }))),
  empty: build([]),
  /** A statement that is put together anew of what each request asks. */
  madeUp: ({ parts }: Statement): Statement => new Built(parts, true),
});

/** `and`-joined conditions; true where there are none. */
export const all = (conditions: readonly (Statement | undefined)[]): Statement => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length ? sql.join(given, statement` and `) : statement`true`;
};
