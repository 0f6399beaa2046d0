import { resourceOf, stampsOf } from "../acts/answers.js";
import type { Version } from "../model.js";
import type { FhirReply } from "../request.js";

/** http://hl7.org/fhir/R4/resource-operation-meta.html */
export const metaOf = (version: Version): FhirReply => ({
  status: 200, headers: stampsOf(version),
  resource: { resourceType: "Parameters", parameter: [{ name: "return", valueMeta: resourceOf(version).meta }] },
});
