import { INTERACTIONS, type Interaction } from "./interactions.js";
import type { FhirType, TypeClass } from "./table.js";

const WRITABLE: readonly TypeClass[] = ["mapped", "kept", "mixed", "subscription"];

/** What is declared of the server itself has no versions but the one. */
const WITHOUT_HISTORY: readonly TypeClass[] = ["defined"];

/** Whether a type takes part in an interaction. */
export const permits = (type: FhirType, { id, action, code, path }: Interaction): boolean => {
  if (id === "fhirCompartment") return true;
  if (path.endsWith("_history") || code === "vread") return !WITHOUT_HISTORY.includes(type.class);
  return action === "read" || WRITABLE.includes(type.class);
};

/** Methods that a type takes under an interaction's path. */
export const allowedMethods = (type: FhirType, path: string): string[] => {
  const methods = INTERACTIONS.filter((each) => each.path === path && permits(type, each)).map(({ method }) => method.toUpperCase());
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].toSorted();
};
