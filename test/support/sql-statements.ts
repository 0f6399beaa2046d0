import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../../packages/server/src/", import.meta.url));

export type SqlText = {
  /** `file:line` of its first line. */
  place: string;
  text: string;
  /** Whether it, or a part that is put into it by name, names the organization. */
  keyed: boolean;
  /** Tables that stand in it after from, join, into, update or delete. */
  tables: string[];
};

const sources = (): { file: string; text: string }[] =>
  readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file, text: readFileSync(SOURCE + file, "utf8") }));

/** Where the template that begins at `start` ends: templates within its holes are its own. */
const endOf = (text: string, start: number): number => {
  const open = ["`"];
  for (let at = start; at < text.length; at += 1) {
    const [letter, within] = [text[at]!, open.at(-1)];
    if (letter === "\\") at += 1;
    else if (within === "`" && letter === "$" && text[at + 1] === "{") open.push("{");
    else if (letter === "`" && within === "{") open.push("`");
    else if (letter === "`" || (letter === "}" && within === "{")) open.pop();
    if (open.length === 0) return at;
  }
  throw new Error("a template does not end");
};

/** Words of the code in a template's holes, those of templates within them too. */
const named = (template: string): string[] =>
  template.split("${").slice(1).flatMap((hole) => hole.split("}")[0]!.match(/\b[A-Za-z_]\w*\b/g) ?? []);

/** Names of constants and functions that put the organization into a statement, themselves or by another. */
const keyedNames = (all: readonly { text: string }[]): Set<string> => {
  // Those of a file, and those within its functions.
  const declared = [/^(?=(?:export )?(?:const|async function|function) \w)/m, /^(?= +const \w)/m]
    .flatMap((border) => all.flatMap(({ text }) => text.split(border)))
    .map((text) => ({ name: /^ *(?:export )?(?:const|async function|function) (\w+)/.exec(text)?.[1] ?? "", text }));
  const keyed = new Set<string>();
  for (let before = -1; before < keyed.size;) {
    before = keyed.size;
    for (const { name, text } of declared) if (name && /\bsql`/.test(text) && (text.includes("organization_id") || named(text).some((one) => keyed.has(one)))) keyed.add(name);
  }
  return keyed;
};

const TABLE = /\b(?:from|join|into|update)\s+(?:only\s+)?([a-z_]+)\b/g;

/** Every statement of the server, and every part of one, that names a table in its own text. */
export const sqlTexts = (): SqlText[] => {
  const all = sources();
  const keyed = keyedNames(all);
  return all.flatMap(({ file, text }) => {
    const found: SqlText[] = [];
    for (let at = text.indexOf("sql`"); at >= 0; at = text.indexOf("sql`", at)) {
      const end = endOf(text, at + 4);
      const template = text.slice(at + 4, end);
      found.push({
        place: `${file}:${text.slice(0, at).split("\n").length}`, text: template,
        keyed: template.includes("organization_id") || named(template).some((name) => keyed.has(name)),
        tables: [...template.matchAll(TABLE)].map(([, table = ""]) => table),
      });
      at = end;
    }
    return found;
  });
};
