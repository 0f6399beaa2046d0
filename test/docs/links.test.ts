import { existsSync } from "node:fs";
import { dirname, normalize } from "node:path";
import { expect, test } from "vitest";
import { listPages, readPage, ROOT } from "./read-snippets.js";

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** As GitHub makes them: lower case, without punctuation, blanks as hyphens; the second of a name has a number. */
const anchorsOf = (page: string): Set<string> => {
  const text = withoutFences(readPage(page));
  const seen = new Map<string, number>();
  const names = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => {
    const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(/\s/g, "-");
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}-${count}`;
  });
  return new Set(names);
};

const withoutFences = (text: string): string => text.replaceAll(/^```.*?^```$/gms, "");

const faultOf = (page: string, link: string): string | undefined => {
  if (/^(https?|mailto):/.test(link)) return undefined;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : normalize(`${dirname(page)}/${path}`);
  if (!existsSync(ROOT + target)) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return anchorsOf(target).has(anchor) ? undefined : `${page}: ${link} leads to a page without that heading`;
};

test("every link between pages leads to a page that is there, and to a heading of it", () => {
  const links = listPages().flatMap((page) => [...withoutFences(readPage(page)).matchAll(LINK)].map(([, link = ""]) => [page, link] as const));
  expect(links.length).toBeGreaterThan(50);
  expect(links.map(([page, link]) => faultOf(page, link)).filter(Boolean)).toEqual([]);
});
