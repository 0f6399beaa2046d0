import { schemas } from "@vitaledge/contract/validators";
import { decodeCursor, pageOf, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { expectValid } from "../../http/validate.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { BUILT_IN_METRICS, type BuiltInMetric } from "./catalogue.js";
import { expectMetric, type MetricInput, type MetricPatch } from "./metric-definitions.policy.js";
import {
  changeMetric, countMetrics, insertMetric, listMetrics, lockMetric, selectAllMetrics, selectMetric, selectMetrics,
  type MetricColumns, type MetricFilter, type MetricRow,
} from "./metric-definitions.sql.js";

/** What can be measured: built in, or the organization's own. */
export type Metric = Omit<BuiltInMetric, "category" | "plausibleRange"> & {
  category: string | null;
  plausibleRange: { low: number | null; high: number | null };
  builtIn: boolean;
  version: number;
};

const asMetric = (metric: BuiltInMetric): Metric => ({ ...metric, builtIn: true, version: 1 });

const BUILT_IN: readonly Metric[] = BUILT_IN_METRICS.map(asMetric).toSorted((one, other) => (one.id < other.id ? -1 : 1));
/** Those that every organization has. */
export const builtInMetrics: readonly Metric[] = BUILT_IN;
const builtInById = new Map(BUILT_IN.map((metric) => [metric.id, metric]));

const numberOf = (decimal: string | null): number | null => (decimal === null ? null : Number(decimal));

const notePlace = (id: string) => ({ table: "metric_definitions", column: "note", id });

const ownMetric = (tx: TenantTx, row: MetricRow): Metric => ({
  id: row.id,
  code: row.code,
  name: row.name,
  unit: row.unit,
  displayUnit: row.display_unit,
  units: row.units,
  molarMass: numberOf(row.molar_mass),
  loinc: row.loinc,
  alsoCodedAs: row.also_coded_as,
  mdc: row.mdc,
  panel: row.panel,
  category: row.category,
  plausibleRange: { low: numberOf(row.plausible_low), high: numberOf(row.plausible_high) },
  programs: row.programs,
  defaultRules: row.default_rules,
  note: row.note_sealed === null ? null : tx.open(notePlace(row.id), row.note_sealed),
  builtIn: false,
  version: row.version,
});

const missing = (): never => fail("metric_definition_not_found", { detail: "There is no such metric definition, neither built in nor the organization's." });

export const getMetric = async (tx: TenantTx, id: string): Promise<Metric> => {
  const known = builtInById.get(id);
  if (known) return known;
  const row = await selectMetric(tx, id);
  return row ? ownMetric(tx, row) : missing();
};

/** Readings of built-in metrics, the most by far, ask the database nothing. */
export const metricsByIds = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, Metric>> => {
  const metrics = ids.flatMap((id) => builtInById.get(id) ?? []);
  const others = ids.filter((id) => !builtInById.has(id));
  const rows = others.length ? await selectMetrics(tx, others) : [];
  return new Map([...metrics, ...rows.map((row) => ownMetric(tx, row))].map((metric) => [metric.id, metric]));
};

export const allMetrics = async (tx: TenantTx): Promise<Metric[]> => [...BUILT_IN, ...(await selectAllMetrics(tx)).map((row) => ownMetric(tx, row))];

const columnsOf = (tx: TenantTx, id: string, input: MetricInput): MetricColumns => ({
  code: input.code,
  name: input.name,
  unit: input.unit,
  display_unit: input.displayUnit ?? input.unit,
  units: { [input.unit]: input.unit, ...input.units },
  molar_mass: input.molarMass?.toString() ?? null,
  loinc: input.loinc ?? null,
  also_coded_as: input.alsoCodedAs ?? [],
  mdc: input.mdc ?? null,
  panel: input.panel ?? null,
  category: input.category ?? null,
  plausible_low: input.plausibleRange?.low?.toString() ?? null,
  plausible_high: input.plausibleRange?.high?.toString() ?? null,
  programs: input.programs,
  default_rules: input.defaultRules ?? [],
  note_sealed: input.note ? tx.seal(notePlace(id), input.note) : null,
});

export const createMetric = async (tx: TenantTx, input: MetricInput): Promise<Metric> => {
  expectMetric(input);
  const id = tx.newId("metric");
  await insertMetric(tx, id, columnsOf(tx, id, input));
  return getMetric(tx, id);
};

export const updateMetric = async (tx: TenantTx, id: string, patch: MetricPatch, ifMatch: number | undefined): Promise<Metric> => {
  const known = builtInById.get(id);
  const row = known ? undefined : await lockMetric(tx, id);
  expectVersion((known ?? row ?? missing()).version, ifMatch);
  if (!row) return fail("built_in_resource", { detail: "Built-in metric definitions are the same for everybody. Make one of your own instead." });
  const { id: _id, builtIn: _builtIn, version: _version, ...stored } = ownMetric(tx, row);
  const input = mergePatch(stored, patch) as MetricInput;
  // A merge can make more of a map than either part holds.
  expectValid(schemas.MetricDefinitionInput, input, "");
  expectMetric(input);
  const changed = (await changeMetric(tx, row, columnsOf(tx, id, input))) ?? fail("version_mismatch");
  return ownMetric(tx, changed);
};

const ORDER = "id";

type Asked = MetricFilter & { limit?: number; cursor?: string; includeTotal?: boolean };

export const findMetrics = async (
  tx: TenantTx, { limit = 50, cursor, includeTotal, ...filter }: Asked,
): Promise<Page<Metric> & { total?: number }> => {
  const [after] = decodeCursor(cursor, ORDER, 1) ?? [];
  const matching = BUILT_IN.filter(({ programs, category }) =>
    (filter.program === undefined || programs.includes(filter.program)) && (filter.category === undefined || category === filter.category));
  const own = await listMetrics(tx, filter, after, limit + 1);
  const rest = [...matching.filter(({ id }) => after === undefined || id > after), ...own.map((row) => ownMetric(tx, row))];
  const inOrder = rest.toSorted((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit + 1);
  const page = pageOf(inOrder, limit, ORDER, ({ id }) => [id]);
  return includeTotal ? { ...page, total: matching.length + (await countMetrics(tx, filter)) } : page;
};
