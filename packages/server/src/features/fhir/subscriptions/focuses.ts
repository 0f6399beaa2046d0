import type { TenantTx } from "../../../db/with-tenant.js";
import type { DeliveryData } from "../../webhooks/receivers.service.js";
import type { Access } from "../acts/access.js";
import { isHeld } from "../acts/read.js";
import type { Resource } from "../model.js";
import { sourceOf } from "../sources.js";
import { fhirType } from "../table.js";
import type { Told } from "./notification.js";
import type { Content } from "./topics.js";

type Row = { number: string; occurred_at: Date; data: DeliveryData };

const focusOf = ({ focus }: DeliveryData): { type: string; id: string } | undefined => {
  const [type, id] = focus?.split("/") ?? [];
  return type && id ? { type, id } : undefined;
};

type Readable = { id: string; resource?: Resource | undefined };

/** Of the resources those that somebody may read; with their content where it is wanted. */
const readable = async (tx: TenantTx, access: Access, type: string, ids: readonly string[], isWhole: boolean): Promise<Readable[]> => {
  const restriction = access.restrict(type, "r");
  if (restriction === "none") return [];
  if (restriction === "all" && !isWhole) return ids.map((id) => ({ id }));
  const found: Readable[] = [];
  for (const version of await sourceOf(fhirType(type)!).load(tx, ids)) {
    if (await isHeld(tx, access, version, "r")) found.push({ id: version.id, resource: isWhole ? version.resource : undefined });
  }
  return found;
};

/** What happened, as somebody may be told of it now: with its focus where they may read that, and whole where it is wanted. */
export const toldTo = async (tx: TenantTx, access: Access, rows: readonly Row[], content: Content): Promise<Told[]> => {
  const named = rows.map(({ number, occurred_at, data }) => ({ number, at: occurred_at, focus: focusOf(data) }));
  const type = content === "empty" ? undefined : named.find(({ focus }) => focus)?.focus?.type;
  const ids = [...new Set(named.flatMap(({ focus }) => focus?.id ?? []))];
  const found = new Map(type === undefined ? [] : (await readable(tx, access, type, ids, content === "full-resource")).map((each) => [each.id, each]));
  return named.map(({ number, at, focus }) => {
    const seen = focus && found.get(focus.id);
    return seen ? { number, at, focus, resource: seen.resource } : { number, at };
  });
};
