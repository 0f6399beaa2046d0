import type { Form } from "../../../db/row-forms.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { HistoryAsk, Version } from "../model.js";
import { fhirIdsOfRows } from "../store/sent.js";
import { keysOf, versionsAt, type Place, type RowType } from "./row-source.js";

/** Forms read at a time. */
const PAGE = 100;

type Found<Row> = Place<Row> & { id: string };

/** Where resources came or went with these forms: each is told by itself and by the form before it. */
const placesAt = async <Row>(tx: TenantTx, type: RowType<Row>, made: readonly { id: string; version: number }[]): Promise<Found<Row>[]> => {
  const before = made.flatMap(({ id, version }) => (version > 1 ? [{ id, version: version - 1 }] : []));
  const read = await type.forms.exactly(tx, [...made, ...before]);
  const forms = new Map<string, Form<Row>>(read.map((form) => [`${form.id} ${form.version}`, form]));
  const places = made.flatMap(({ id, version }) => {
    const form = forms.get(`${id} ${version}`);
    if (!form) return [];
    const [now, then] = [keysOf(type, form), keysOf(type, forms.get(`${id} ${version - 1}`))];
    const gone = then.filter((key) => !now.includes(key));
    return [...now.map((key) => ({ key, form, gone: false })), ...gone.map((key) => ({ key, form, gone: true }))];
  });
  const ids = await fhirIdsOfRows(tx, type.type, [...new Set(places.map(({ key }) => key))]);
  return places.map((place) => ({ ...place, id: ids.get(place.key) ?? place.key }));
};

type Moment = { at: Date; id: string };
const isBefore = (one: Moment, other: Moment): boolean => one.at < other.at || (one.at.getTime() === other.at.getTime() && one.id < other.id);
const momentOf = ({ form, id }: Found<unknown>): Moment => ({ at: form.updated_at, id });

/** The versions of all resources of a type. Of one instant they come by FHIR ids, so that instant is read to its end. */
export const newestFirst = async <Row>(tx: TenantTx, type: RowType<Row>, { since, before, limit }: HistoryAsk): Promise<Version[]> => {
  const found: Found<Row>[] = [];
  let after: { at: Date; id: string } | undefined;
  for (;;) {
    const made = await type.forms.made(tx, { since, until: before?.at, after, limit: PAGE });
    const last = made.at(-1);
    const enough = found.length >= limit && last && made.every(({ at }) => at < found.at(-1)!.form.updated_at);
    if (enough) break;
    found.push(...(await placesAt(tx, type, made)).filter((place) => !before || isBefore(momentOf(place), before)));
    if (!last || made.length < PAGE) break;
    after = { at: last.at, id: last.id };
  }
  const sorted = found.toSorted((one, other) => (isBefore(momentOf(one), momentOf(other)) ? 1 : -1));
  return versionsAt(tx, type, sorted.slice(0, limit));
};
