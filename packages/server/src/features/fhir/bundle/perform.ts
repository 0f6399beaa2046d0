import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { askOf, type Access } from "../acts/access.js";
import { read, readVersion } from "../acts/read.js";
import { conditionalPatch, conditionalRemove, conditionalUpdate, create, expectResource, patch, remove, update } from "../acts/write.js";
import type { Version, Written } from "../model.js";
import { search } from "../search/search.js";
import type { Bundle } from "./bundle.js";
import type { Entry } from "./entries.js";
import { searchSet } from "./search-set.js";

/** What became of an entry: the version it is about, or what a search found. */
export type Done = { status: number; version?: Version | undefined; found?: Bundle; patientIds?: readonly string[]; shown?: boolean };

const statusOf = ({ kind }: Written): number => (kind === "created" ? 201 : 200);
const written = (result: Written): Done => ({ status: statusOf(result), version: result.version });

/** One entry by itself. */
export const perform = async (tx: TenantTx, access: Access, entry: Entry): Promise<Done> => {
  const { method, type, id, query, resource, ifMatch, ifNoneExist } = entry;
  switch (method) {
    case "GET": case "HEAD": return get(tx, access, entry);
    case "DELETE": {
      access.expect(type, "delete");
      const gone = id === undefined ? await conditionalRemove(tx, access, type, query, ifMatch) : await remove(tx, access, type, id, ifMatch);
      return { status: 204, ...(gone && { version: gone }) };
    }
    case "POST": {
      if (id === "_search") return find(tx, access, entry);
      access.expect(type, "create");
      return written(await create(tx, access, type, expectResource(type, resource), ifNoneExist));
    }
    case "PUT": {
      access.expect(type, "update");
      const sent = expectResource(type, resource);
      return written(id === undefined ? await conditionalUpdate(tx, access, type, query, sent, ifMatch) : await update(tx, access, type, id, sent, ifMatch));
    }
    case "PATCH": {
      access.expect(type, "update");
      const given = patchOf(resource!);
      return written(id === undefined ? await conditionalPatch(tx, access, type, query, given, ifMatch) : await patch(tx, access, type, id, given, ifMatch));
    }
  }
};

/** In a bundle a JSON Patch comes as a Binary, base64 (http://hl7.org/fhir/R4/http.html#jsonpatch-bundle). */
const patchOf = (resource: NonNullable<Entry["resource"]>): { body: unknown; mediaType: string | undefined } => {
  if (resource.resourceType !== "Binary") return { body: resource, mediaType: undefined };
  try {
    return { body: JSON.parse(Buffer.from(String(resource.data), "base64").toString("utf8")) as unknown, mediaType: "application/json-patch+json" };
  } catch {
    return fail("invalid_request", { detail: "The Binary of a patch holds no JSON." });
  }
};

const find = async (tx: TenantTx, access: Access, { type, query }: Entry): Promise<Done> => {
  access.expect(type, "read", "s");
  const found = await search(tx, askOf({ types: [type.type], parameters: query, access }));
  return {
    status: 200, found: searchSet(found, access.base, `${access.base}/${type.type}`),
    patientIds: [...found.matches, ...found.included].flatMap(({ patientIds }) => patientIds),
  };
};

const get = async (tx: TenantTx, access: Access, entry: Entry): Promise<Done> => {
  const { type, id, rest } = entry;
  if (id === undefined || id === "_search") return find(tx, access, entry);
  access.expect(type, "read");
  const [, vid] = /^_history\/([A-Za-z0-9\-.]{1,64})$/.exec(rest) ?? [];
  if (rest && !vid) fail("invalid_request", { detail: "An entry reads a resource, a version of it, or searches." });
  return { status: 200, version: vid ? await readVersion(tx, access, type, id, vid) : await read(tx, access, type, id), shown: true };
};
