import type { TenantTx } from "../../../db/with-tenant.js";
import { searchSet } from "../bundle/search-set.js";
import type { Version } from "../model.js";
import type { FhirReply, FhirRequest } from "../request.js";
import { search } from "../search/search.js";
import type { FhirType } from "../table.js";
import { askOf, type Access } from "./access.js";

type Wanted = { type: FhirType; patientId?: string };

/** A search as the request has it; within a patient's compartment where one is named. */
export const findAll = async (tx: TenantTx, access: Access, request: FhirRequest, { type, patientId }: Wanted): Promise<{ reply: FhirReply; concerned: Version[] }> => {
  access.expect(type, "read", "s");
  const found = await search(tx, askOf({
    types: [type.type], parameters: request.query, access, lenient: request.prefer.handling === "lenient",
    compartment: patientId === undefined ? undefined : { patientId },
  }));
  const url = patientId === undefined ? `${request.base}/${type.type}` : `${request.base}/Patient/${patientId}/${type.type}`;
  return { reply: { status: 200, resource: searchSet(found, request.base, url) }, concerned: [...found.matches, ...found.included] };
};
