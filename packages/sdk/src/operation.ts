/** One line of a generated table: what the client needs of an operation at run time. */
export type Operation = {
  /** The method's name in its namespace, as `mfa.setup`. */
  name: string;
  id: string;
  method: string;
  /** With its parameters in braces. */
  path: string;
  /** The path in pieces: text and the name of a parameter by turns. */
  pieces: readonly string[];
  flags: string;
  /** Properties of the resource that an update may not send. */
  readOnly: readonly string[];
};

/** The letters of `flags`. */
export type Flag =
  /** No token goes with it. */ | "n"
  /** A token goes with it where there is one. */ | "o"
  /** No organization goes with it. */ | "x"
  /** It takes an organization as its argument. */ | "a"
  /** It takes an Idempotency-Key. */ | "k"
  /** A POST that changes nothing. */ | "r"
  /** It takes a body. */ | "b"
  /** It takes a query. */ | "q"
  /** The body is a form. */ | "f"
  /** It answers a list in pages. */ | "l"
  /** It answers a file. */ | "d"
  /** The file, or the body, is in CSV. */ | "c"
  /** It is a list of all patients, narrowed to the one of its argument. */ | "p";

export function hasFlag({ flags }: Operation, flag: Flag): boolean {
  return flags.includes(flag);
}

const parsed = new Map<string, readonly Operation[]>();

/** A table is read when it is first used. */
export function readTable(table: string): readonly Operation[] {
  const known = parsed.get(table) ?? table.split("\n").map(readLine);
  parsed.set(table, known);
  return known;
}

function readLine(line: string): Operation {
  const [name = "", id = "", method = "", path = "", flags = "", readOnly] = line.split(" ");
  return createOperation({ name, id, method, path: `/api/${path}`, flags, readOnly: readOnly?.split(",") ?? [] });
}

export function createOperation(operation: Omit<Operation, "pieces">): Operation {
  return { ...operation, pieces: operation.path.split(/[{}]/) };
}
