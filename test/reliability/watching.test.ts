import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { scrape } from "../support/scrape.js";
import { startServer, type TestServer } from "../support/server.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

type Rule = { alert: string; expr: string; for: string; labels: { severity: string }; annotations: { summary: string; description: string } };
type Panel = { title: string; type: string; targets?: { expr: string }[]; gridPos: { x: number; y: number; w: number; h: number } };

const rules = (parse(read("deploy/prometheus/alerts.yaml")) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const panels = (JSON.parse(read("deploy/grafana/vitaledge.json")) as { panels: Panel[] }).panels;
const expressions = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))];

/** Words of the language, and what Prometheus itself tells of whom it scrapes. */
const OF_PROMETHEUS = new Set(["abs", "and", "by", "histogram_quantile", "increase", "max", "min", "min_over_time", "or", "rate", "sum", "time", "topk", "up"]);

/** What only an installation with more than one database has: see redis-away.test.ts and replica-away.test.ts. */
const OF_SOME = ["redis_up", "replica_behind_seconds"];

/** Names of metrics in an expression: what is left without its labels, durations and groupings. */
const namesIn = (expr: string): string[] =>
  [...expr.replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(?:by|without) \([^)]*\)/g, " ").matchAll(/[a-z_][a-z0-9_]*/gi)]
    .map(([name]) => name).filter((name) => !OF_PROMETHEUS.has(name));

/** Pairs of a metric's name and what an expression says of its labels. */
const labelsIn = (expr: string): [string, string, string][] =>
  [...expr.matchAll(/([a-z_][a-z0-9_]*)\{([^}]*)\}/gi)].flatMap(([, name = "", labels = ""]) =>
    [...labels.matchAll(/(\w+)=~?"([^"]*)"/g)].map(([, label = "", value = ""]): [string, string, string] => [name, label, value]));

let server: TestServer;
let exposed: Map<string, Set<string>>;
let helps: Map<string, string>;
beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_METRICS_PORT: "0", VITALEDGE_SCHEDULER_SECONDS: "1" } });
  await fetch(`${server.url}/healthz`);
  // The last of the tasks: all of them have been begun then.
  await vi.waitFor(async () => expect((await scrape(server.metricsUrl)).sum("scheduler_job_succeeded_timestamp_seconds", { task: "retention" })).toBeGreaterThan(0), 60_000);
  const { samples, text } = await scrape(server.metricsUrl);
  exposed = new Map();
  for (const { name, labels } of samples) exposed.set(name, new Set([...(exposed.get(name) ?? []), ...Object.keys(labels)]));
  helps = new Map([...text.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name = "", help = ""]) => [name, help]));
});
afterAll(() => server.close());

test("every metric and label that a rule or a panel names is one that the server has", () => {
  expect(expressions.length).toBeGreaterThan(30);
  for (const expr of expressions) {
    const names = namesIn(expr);
    expect(names.length + Number(expr.startsWith("up") || expr.startsWith("sum(up")), expr).toBeGreaterThan(0);
    for (const name of names) expect([...exposed.keys(), ...OF_SOME], `${name} in ${expr}`).toContain(name);
    for (const [name, label] of labelsIn(expr)) if (!["job", "instance"].includes(label)) expect([...(exposed.get(name) ?? [])], `${label} of ${name}`).toContain(label);
  }
});

describe("the rules", () => {
  test.each(rules.map((rule) => [rule.alert, rule] as const))("%s says since when, how bad, what, and what to do", (_name, rule) => {
    expect(rule.for).toMatch(/^\d+[smh]$/);
    expect(["critical", "warning", "info"]).toContain(rule.labels.severity);
    expect(rule.annotations.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.annotations.description).toMatch(/(?:Add|Let|Look|Make|Report|See|Start)\b.*\.$/);
  });

  test("tell of each way to fail once", () => {
    const subjects = ["up{", "database_up", "storage_full", "5xx", "duration_seconds_bucket", "pool_waiting", "outbox_oldest_age", "job_begun", "audit_head_age", "contract_response", "clock_skew"];
    for (const subject of subjects) expect(rules.filter(({ expr }) => expr.includes(subject)).length, subject).toBeGreaterThan(0);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

test("the dashboard's panels lie beside each other, none on another", () => {
  for (const [index, { gridPos: one, title }] of panels.entries()) {
    expect(one.x + one.w, title).toBeLessThanOrEqual(24);
    for (const { gridPos: other } of panels.slice(index + 1)) {
      const apart = one.x + one.w <= other.x || other.x + other.w <= one.x || one.y + one.h <= other.y || other.y + other.h <= one.y;
      expect(apart, title).toBe(true);
    }
  }
});

test("the handbook lists every metric of ours, and no other", () => {
  const listed = [...read("docs/operations.md").matchAll(/^\| `([a-z_]+)`(?: [^|]*)? \| [^|]+ \| [^|]+ \|$/gm)].map(([, name = ""]) => name);
  const ours = [...helps.keys(), ...OF_SOME].filter((name) => !/^(?:nodejs|process)_/.test(name));
  expect(listed.toSorted()).toEqual(ours.toSorted());
});
