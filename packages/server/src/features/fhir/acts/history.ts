import { decodeCursor, encodeCursor } from "../../../db/keyset.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { historyBundle } from "../bundle/history.js";
import type { HistoryAsk, Version } from "../model.js";
import type { FhirReply, FhirRequest } from "../request.js";
import { sourceOf } from "../sources.js";
import { FHIR_TYPES, type FhirType } from "../table.js";
import type { Access } from "./access.js";
import { expectSeen } from "./read.js";

const MOST = 1000;
const USUAL = 100;
const PARAMETERS = ["_since", "_at", "_count", "_cursor"];
const CURSOR = "history";

const refuse = (name: string, message: string): never =>
  fail("invalid_request", { detail: `${name} ${message}.`, errors: [{ pointer: `/query/${name}`, code: "value", message }] });

const instantOf = (name: string, text: string): Date => {
  const at = new Date(text);
  return /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(text) && !Number.isNaN(at.getTime()) ? at : refuse(name, "is no instant of FHIR");
};

type Asked = HistoryAsk & { at?: Date | undefined };

const askedOf = ({ query, prefer }: FhirRequest): Asked => {
  const unknown = query.find(([name]) => !PARAMETERS.includes(name))?.[0];
  if (unknown !== undefined && prefer.handling !== "lenient") refuse(unknown, `is none of ${PARAMETERS.join(", ")}`);
  const given = new Map(query);
  const count = given.get("_count");
  if (count !== undefined && !/^\d{1,6}$/.test(count)) refuse("_count", "is no whole number");
  const cursor = decodeCursor(given.get("_cursor"), CURSOR, 2);
  const since = given.get("_since");
  const at = given.get("_at");
  return {
    limit: Math.min(count === undefined ? USUAL : Number(count), MOST),
    since: since === undefined ? undefined : instantOf("_since", since),
    at: at === undefined ? undefined : instantOf("_at", at.replace(/^(eq|le)/, "")),
    before: cursor && { at: new Date(cursor[0]!), id: cursor[1]! },
  };
};

const isAfter = ({ lastUpdated, id }: Version, { at, id: last }: { at: Date; id: string }): boolean =>
  lastUpdated < at || (lastUpdated.getTime() === at.getTime() && id < last);

/** `_at`: of each resource the version that was current then; else all of them. */
const chosen = (versions: readonly Version[], { at, since, before }: Asked): Version[] => {
  const inTime = versions.filter((version) => (!since || version.lastUpdated >= since) && (!before || isAfter(version, before)));
  if (!at) return inTime;
  const seen = new Set<string>();
  return inTime.filter((version) => {
    const name = `${version.type}/${version.id}`;
    if (version.lastUpdated > at || seen.has(name)) return false;
    return seen.add(name);
  });
};

const pageOf = (request: FhirRequest, url: string, versions: Version[], { limit }: Asked, total?: number): FhirReply => {
  const page = versions.slice(0, limit);
  const last = page.at(-1);
  const next = versions.length > limit && last ? encodeCursor(CURSOR, [last.lastUpdated.toISOString(), last.id]) : undefined;
  const rest = request.query.filter(([name]) => name !== "_cursor").map(([name, value]) => [name, value] as [string, string]);
  const address = (pairs: [string, string][]): string => (pairs.length ? `${url}?${new URLSearchParams(pairs).toString()}` : url);
  const link = [{ relation: "self", url: address(rest) }, ...(next ? [{ relation: "next", url: address([...rest, ["_cursor", next]]) }] : [])];
  return { status: 200, resource: historyBundle(page, request.base, link, total) };
};

export const historyOfInstance = async (tx: TenantTx, access: Access, request: FhirRequest, type: FhirType, id: string): Promise<{ reply: FhirReply; versions: Version[] }> => {
  const asked = askedOf(request);
  const versions = await sourceOf(type).history(tx, id);
  if (!versions.length) fail("resource_not_found", { detail: `No ${type.type} has this id.` });
  await expectSeen(tx, access, versions[0]!);
  const found = chosen(versions, asked);
  return { reply: pageOf(request, `${request.base}/${type.type}/${id}/_history`, found, asked, asked.before ? undefined : found.length), versions: found.slice(0, asked.limit) };
};

/** Of one type, or of every type that the caller may see. What scopes narrow has no history but an instance's own. */
export const historyOfTypes = async (tx: TenantTx, access: Access, request: FhirRequest, type: FhirType | undefined): Promise<{ reply: FhirReply; versions: Version[] }> => {
  const asked = askedOf(request);
  const types = (type ? [type] : FHIR_TYPES.filter(({ class: of }) => of !== "defined")).filter((each) => access.restrict(each.type) === "all");
  if (!types.length) fail("permission_denied", { detail: "The token's scopes narrow this type: read the history of its resources one by one." });
  const found: Version[] = [];
  for (const each of types) found.push(...(await sourceOf(each).changes(tx, { ...asked, limit: asked.at ? MOST : asked.limit + 1 })));
  found.sort((one, other) => other.lastUpdated.getTime() - one.lastUpdated.getTime() || (one.id < other.id ? 1 : -1));
  const versions = chosen(found, asked);
  const url = `${request.base}${type ? `/${type.type}` : ""}/_history`;
  return { reply: pageOf(request, url, versions, asked), versions: versions.slice(0, asked.limit) };
};
