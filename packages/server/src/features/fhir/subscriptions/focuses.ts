import type { TenantTx } from "../../../db/with-tenant.js";
import type { DeliveryData } from "../../webhooks/receivers.service.js";
import { askOf, type Access } from "../acts/access.js";
import { matchingIds } from "../search/search.js";
import { sourceOf } from "../sources.js";
import { fhirType } from "../table.js";
import type { Told } from "./notification.js";
import type { Content } from "./topics.js";

type Row = { number: string; occurred_at: Date; data: DeliveryData };

const focusOf = ({ focus }: DeliveryData): { type: string; id: string } | undefined => {
  const [type, id] = focus?.split("/") ?? [];
  return type && id ? { type, id } : undefined;
};

/** Ids of a type that somebody may see. */
const seenOf = async (tx: TenantTx, access: Access, type: string, ids: readonly string[]): Promise<Set<string>> => {
  const restriction = access.restrict(type);
  if (restriction === "all") return new Set(ids);
  if (restriction === "none" || !ids.length) return new Set();
  return new Set(await matchingIds(tx, askOf({ types: [type], parameters: [["_id", ids.join(",")]], access }), ids.length));
};

/** What happened, as somebody may be told of it now: their focus where they may see it, and whole where that is wanted. */
export const toldTo = async (tx: TenantTx, access: Access, rows: readonly Row[], content: Content): Promise<Told[]> => {
  const named = rows.map(({ number, occurred_at, data }) => ({ number, at: occurred_at, focus: focusOf(data) }));
  const type = named.find(({ focus }) => focus)?.focus?.type;
  if (type === undefined || content === "empty") return named.map(({ number, at }) => ({ number, at }));
  const seen = await seenOf(tx, access, type, [...new Set(named.flatMap(({ focus }) => focus?.id ?? []))]);
  const versions = content === "full-resource" && seen.size ? await sourceOf(fhirType(type)!).load(tx, [...seen]) : [];
  const resources = new Map(versions.map(({ id, resource }) => [id, resource]));
  return named.map(({ number, at, focus }) => (focus && seen.has(focus.id) ? { number, at, focus, resource: resources.get(focus.id) } : { number, at }));
};
