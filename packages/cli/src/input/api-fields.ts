import { UsageError } from "../usage-error.js";

type Fields = { [name: string]: unknown };

/** `k=v`, `a.b=v`: an object, with what looks like a number, true, false or null as that. */
export function parseFields(assignments: readonly string[]): Fields {
  return assignments.reduce<Fields>((fields, assignment) => {
    const [, name = "", text = ""] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
    if (name === "" || name.split(".").includes("")) throw new UsageError(`'${assignment}' is no k=v.`);
    // Arguments are everybody's to read on this machine.
    if (/password|secret|token/i.test(name)) throw new UsageError(`${name} would be seen in the list of processes.`, "Give the body with --input FILE, or --input - for standard input.");
    return put(fields, name.split("."), toValue(text));
  }, {});
}

export function put(fields: Fields, [name = "", ...rest]: string[], value: unknown): Fields {
  if (rest.length === 0) return { ...fields, [name]: value };
  const inner = fields[name];
  return { ...fields, [name]: put(typeof inner === "object" && inner !== null ? (inner as Fields) : {}, rest, value) };
}

function toValue(text: string): unknown {
  if (/^(true|false|null|-?(0|[1-9]\d{0,14})(\.\d+)?)$/.test(text)) return JSON.parse(text);
  return text;
}
