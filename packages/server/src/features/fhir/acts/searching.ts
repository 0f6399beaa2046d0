import type { TenantTx } from "../../../db/with-tenant.js";
import { searchSet } from "../bundle/search-set.js";
import type { Version } from "../model.js";
import { lastN } from "../observations/last-n.js";
import type { FhirReply, FhirRequest } from "../request.js";
import type { Ask, Found } from "../search/ask.js";
import { search } from "../search/search.js";
import type { FhirType } from "../table.js";
import { askOf, type Access } from "./access.js";

type Wanted = { type: FhirType; patientId?: string };
type Find = (tx: TenantTx, ask: Ask) => Promise<Found>;

/** The newest Observations of each code, as a search finds them. */
export const findLast = (tx: TenantTx, access: Access, request: FhirRequest, { type }: Wanted): Promise<{ reply: FhirReply; concerned: Version[] }> =>
  answer(tx, access, request, { type, find: lastN, url: `${request.base}/${type.type}/$lastn` });

/** A search as the request has it; within a patient's compartment where one is named. */
export const findAll = async (tx: TenantTx, access: Access, request: FhirRequest, { type, patientId }: Wanted): Promise<{ reply: FhirReply; concerned: Version[] }> =>
  answer(tx, access, request, {
    type, patientId, find: search,
    url: patientId === undefined ? `${request.base}/${type.type}` : `${request.base}/Patient/${patientId}/${type.type}`,
  });

type Answering = { type: FhirType; patientId?: string | undefined; find: Find; url: string };

const answer = async (tx: TenantTx, access: Access, request: FhirRequest, { type, patientId, find, url }: Answering): Promise<{ reply: FhirReply; concerned: Version[] }> => {
  access.expect(type, "read", "s");
  const found = await find(tx, askOf({
    types: [type.type], parameters: request.query, access, lenient: request.prefer.handling === "lenient",
    compartment: patientId === undefined ? undefined : { patientId },
  }));
  return { reply: { status: 200, resource: searchSet(found, request.base, url) }, concerned: [...found.matches, ...found.included] };
};
