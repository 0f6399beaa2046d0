/**
 * A value that notes which of its fields are read. A schema's validator reads every field that it knows, so what was never
 * read is a field that there is not: misspelled, most likely.
 */
export const watchReads = <T extends object>(value: T): { seen: T; unread(): string[] } => {
  const read = new Set<string>();
  const watch = <Part extends object>(part: Part, path: string): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof name === "symbol") return found;
        const place = path ? `${path}.${name}` : name;
        read.add(place);
        return typeof found === "object" && found !== null ? watch(found, place) : found;
      },
    });
  const leaves = (part: object, path: string): string[] =>
    Object.entries(part).flatMap(([name, found]: [string, unknown]) => {
      const place = path ? `${path}.${name}` : name;
      if (!read.has(place)) return [place];
      return typeof found === "object" && found !== null ? leaves(found, place) : [];
    });
  return { seen: watch(value, ""), unread: () => leaves(value, "") };
};
