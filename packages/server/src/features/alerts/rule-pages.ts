import { decodeCursor, encodeCursor, expectInstant, type Page } from "../../db/keyset.js";
import type { RuleFilter, RulePlace, RuleRow } from "./alert-rules.sql.js";
import type { NamedRule } from "./built-in-rules.js";

export type RuleListQuery = RuleFilter & { limit?: number; cursor?: string; includeTotal?: boolean };
export type RulePage = Page<NamedRule> & { total?: number | undefined };

const SORT = "rules";
const DEFAULT_LIMIT = 50;

/** Where a page begins: among the organization's own rules, or, where `own` is undefined, behind a built-in one. */
export type Start = { limit: number; own: { after: RulePlace | undefined } | undefined; afterBuiltIn: string };

export const startOfRules = ({ cursor, limit = DEFAULT_LIMIT }: RuleListQuery): Start => {
  const [createdAt, id] = decodeCursor(cursor, SORT, 2) ?? [];
  if (createdAt === undefined || id === undefined) return { limit, own: { after: undefined }, afterBuiltIn: "" };
  if (createdAt === "") return { limit, own: undefined, afterBuiltIn: id };
  return { limit, own: { after: { createdAt: expectInstant(createdAt), id } }, afterBuiltIn: "" };
};

export const ruleMatches = (rule: NamedRule, filter: RuleFilter): boolean =>
  (filter.metricDefinitionId === undefined || rule.metricDefinitionId === filter.metricDefinitionId) &&
  (filter.patientId === undefined || rule.patientId === filter.patientId) &&
  (filter.program === undefined || rule.program === filter.program) &&
  (filter.enabled === undefined || rule.enabled === filter.enabled);

type Entry = { row: RuleRow } | { rule: NamedRule };

const placeOf = (entry: Entry): string[] =>
  "row" in entry ? [entry.row.created_at.toISOString(), entry.row.id] : ["", entry.rule.id];

const byId = (a: NamedRule, b: NamedRule): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Own rules, asked for with one more than the page holds, and behind them built-in ones. */
export const rulePage = (own: readonly RuleRow[], builtIn: readonly NamedRule[], { limit, afterBuiltIn }: Start): Page<Entry> => {
  const behind = builtIn.filter((rule) => rule.id > afterBuiltIn).toSorted(byId);
  const entries: Entry[] = [...own.map((row) => ({ row })), ...behind.map((rule) => ({ rule }))];
  const rows = entries.slice(0, limit);
  return { rows, nextCursor: entries.length > limit ? encodeCursor(SORT, placeOf(rows.at(-1)!)) : null };
};
