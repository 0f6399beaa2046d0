import { METHODS } from "./generated/coverage.js";
import type { OperationId } from "./operation-types.js";
import type { Namespaces } from "./vital-edge.js";

/** `patients.list`, `auth.mfa.setup`: every method, two levels deep. */
type Methods<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends (...input: never[]) => unknown
    ? `${Prefix}${K}`
    : T[K] extends object ? Methods<T[K], `${Prefix}${K}.`> : never;
}[keyof T & string];

/** Operations of the operator, not of a client, and why they have no method. */
const OMITTED = {
  getHealth: "asked by a supervisor, not by an application",
  getReadiness: "asked by a supervisor, not by an application",
  getOpenApiJson: "read by tools",
  getOpenApiYaml: "read by tools",
  getProblemReference: "read by people",
  getSmartConfiguration: "asked by libraries for SMART", getFhirSmartConfiguration: "asked by libraries for SMART",
  getJwks: "read by who verifies tokens",
} as const satisfies { [Id in OperationId]?: string };

type Covered = Exclude<OperationId, keyof typeof OMITTED>;

/** Total: an operation without a method does not compile, nor a method that is gone. */
export const COVERAGE = METHODS satisfies Record<Covered, Methods<Namespaces>>;
