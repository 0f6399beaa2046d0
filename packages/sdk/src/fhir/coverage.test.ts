import { expect, it } from "vitest";
import { OPERATIONS } from "../../../contract/generated/operations.js";
import type { Operation } from "../../../contract/generated/operations.js";
import { createClient } from "../../test/api.js";
import { fhirOf } from "./index.js";
import type { FhirApi } from "./index.js";

/** The method of each operation of FHIR; every other one is `operation`. */
const CALLS: Record<string, (api: FhirApi) => PromiseLike<unknown>> = {
  fhirCapabilities: (api) => api.capabilities(),
  fhirBundle: (api) => api.transaction({ resourceType: "Bundle", type: "batch" }),
  fhirHistorySystem: (api) => api.history().page(),
  fhirHistoryType: (api) => api.history("Patient").page(),
  fhirHistory: (api) => api.history("Patient", "a").page(),
  fhirSearchByPost: (api) => api.search("Patient").page(),
  fhirCreate: (api) => api.create({ resourceType: "Patient" }),
  fhirConditionalUpdate: (api) => api.update({ resourceType: "Patient" }, { where: { identifier: "1" } }),
  fhirConditionalPatch: (api) => api.patch("Patient", { identifier: "1" }, []),
  fhirConditionalDelete: (api) => api.delete("Patient", { identifier: "1" }),
  fhirRead: (api) => api.read("Patient", "a"),
  fhirVread: (api) => api.vread("Patient", "a", "1"),
  fhirUpdate: (api) => api.update({ resourceType: "Patient", id: "a" }),
  fhirPatch: (api) => api.patch("Patient", "a", []),
  fhirDelete: (api) => api.delete("Patient", "a"),
  fhirEverything: (api) => api.everything("a").page(),
  fhirLastN: (api) => api.lastn({ patient: "a" }).page(),
  fhirValidate: (api) => api.validate({ resourceType: "Patient" }),
};

const withoutNames = (path: string): string => path.replaceAll(/\{\w+\}/g, "{}");
const ofContract = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ fhir }) => fhir);

it("each method of FHIR's is the contract's operation, by its name, method and path", async () => {
  const called: string[] = [];
  const { ve } = createClient({
    hooks: { onRequest: ({ operation, method, path }) => void called.push(`${operation} ${method} ${withoutNames(path)}`) },
    fetch: () => Promise.resolve(Response.json({ resourceType: "Bundle" })),
  });
  for (const call of Object.values(CALLS)) await call(fhirOf(ve));
  const wanted = ofContract.filter(({ id }) => id in CALLS).map(({ id, method, path }) => `${id} ${method.toUpperCase()} ${withoutNames(path)}`);
  expect(called.toSorted()).toEqual(wanted.toSorted());
});
