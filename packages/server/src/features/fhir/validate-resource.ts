import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from "@medplum/core";
import { fail, type FieldError } from "../../http/problem.js";
import { definitions } from "./definitions.js";
import { plainOf } from "./fhir-json.js";
import type { Resource } from "./model.js";

let loaded = false;

/** Reads HL7's definitions, once: half a second that is no request's own. */
export const loadStructures = (): void => {
  if (loaded) return;
  indexStructureDefinitionBundle(definitions().structures as never);
  loaded = true;
};

export type ValidationIssue = { severity: "error" | "warning"; code: string; text: string; expression: string | undefined };

/** What is wrong with a resource by R4: form, cardinality, types, required codes and invariants. */
export const issuesOf = (resource: Resource): ValidationIssue[] => {
  loadStructures();
  try {
    return validateResource(plainOf(resource) as never).map(issueOf);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return (error.outcome.issue ?? []).map(issueOf);
  }
};

type Issue = { severity?: string; code?: string; details?: { text?: string }; diagnostics?: string; expression?: string[] };

const issueOf = ({ severity, code, details, diagnostics, expression }: Issue): ValidationIssue => ({
  severity: severity === "warning" || severity === "information" ? "warning" : "error",
  code: code ?? "invalid",
  text: details?.text ?? diagnostics ?? "is not valid",
  expression: expression?.[0],
});

const fieldErrorOf = ({ code, text, expression }: ValidationIssue): FieldError => ({ pointer: expression ?? "", code, message: text });

/** @throws ProblemError 400 for a wrong form, 422 where an invariant does not hold. */
export const expectValidResource = (resource: Resource): void => {
  const faults = issuesOf(resource).filter(({ severity }) => severity === "error");
  if (!faults.length) return;
  const invariants = faults.every(({ code }) => code === "invariant");
  fail(invariants ? "invariant_violated" : "invalid_request", {
    detail: "The resource is not valid FHIR R4. Mend what the issues name.",
    errors: faults.slice(0, 50).map(fieldErrorOf),
  });
};
