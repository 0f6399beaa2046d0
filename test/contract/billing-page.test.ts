import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { COLUMNS } from "../../packages/server/src/features/billing/export/columns.js";
import { rulesOf } from "../../packages/server/src/features/billing/rules/catalogue.js";
import { DEFAULT_SETTINGS } from "../../packages/server/src/features/billing/rules/settings.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const PAGE = read("docs/billing.md");
const ROWS = PAGE.split("\n").filter((line) => line.startsWith("|")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

const { BillingReason, BillingStatus, MissingEvidence } = parse(read("openapi/schemas/billing.yaml"));
const { BillingSettingsInput, UnitCaps } = parse(read("openapi/schemas/billing-settings.yaml"));
const SETTINGS = Object.keys(BillingSettingsInput.properties).filter((name) => name !== "effectiveFrom");

/** The leaves of a setting's default, as the page writes them. */
const wordsOf = (value: unknown): string[] =>
  typeof value !== "object" || value === null ? [String(value)] : Object.entries(value).flatMap(([key, one]) => [...(Array.isArray(value) ? [] : [key]), ...wordsOf(one)]);

describe("docs/billing.md", () => {
  test.each(BillingReason.enum as string[])("says what to do about %s", (reason) => {
    const [row, ...more] = ROWS.filter(([name]) => name === reason);
    expect(more).toEqual([]);
    expect(row).toHaveLength(3);
    for (const cell of row ?? []) expect(cell).not.toBe("");
  });

  test("has the reasons in the order in which they take precedence, and no other", () => {
    const named = ROWS.map(([name]) => name ?? "").filter((name) => /^[A-Z0-9]+(_[A-Z0-9]+)+$/.test(name) && !BillingStatus.enum.includes(name));
    expect(named).toEqual(BillingReason.enum);
  });

  test.each(SETTINGS)("has the setting %s with its default", (name) => {
    const [row] = ROWS.filter(([first]) => first === `\`${name}\``);
    const value = DEFAULT_SETTINGS[name as keyof typeof DEFAULT_SETTINGS];
    for (const word of wordsOf(value)) expect(row?.[1]).toContain(word);
    expect((row?.[3] ?? "").length).toBeGreaterThan(10);
  });

  test("names all caps, statuses and what can be missing", () => {
    const caps = ROWS.find(([first]) => first === "`caps`")?.join(" ");
    for (const code of Object.keys(UnitCaps.properties)) expect(caps).toContain(code);
    for (const status of BillingStatus.enum as string[]) expect(ROWS.filter(([first]) => first === status)).toHaveLength(1);
    for (const item of MissingEvidence.enum as string[]) expect(PAGE).toMatch(new RegExp(`\\b${item}\\b`));
  });

  test("has every code of every program in a table, and every column of an export", () => {
    const firsts = ROWS.flatMap(([first]) => (first ?? "").split(", "));
    const codes = (["RPM", "RTM", "CCM", "PCM", "APCM"] as const).flatMap((program) => rulesOf(program).map(({ code }) => code));
    expect(codes.filter((code) => !firsts.includes(code))).toEqual([]);
    expect(COLUMNS.map(([name]) => name).filter((name) => !firsts.includes(`\`${name}\``))).toEqual([]);
  });

  test("refers to places of its own that are there", () => {
    const anchors = [...PAGE.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w\- ]/g, "").replaceAll(" ", "-"));
    expect([...PAGE.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor).filter((anchor) => !anchors.includes(anchor!))).toEqual([]);
  });
});
