import type { Operation } from "@vitaledge/contract";
import { validatorsOf } from "./validate.js";
import type { Log } from "../platform/logger.js";

/** `refuse`: an answer that breaks the contract is a 500 (tests, staging). `report`: it is logged and counted (production). */
export type AnswerCheck = { mode: "refuse" | "report"; log: Log; violations: { inc(): void } };

export class ContractViolation extends Error {
  override readonly name = "ContractViolation";
}

export const checkAnswer = (check: AnswerCheck, operation: Operation, status: number, body: unknown): void => {
  const fault = faultOf(operation, status, body);
  if (!fault) return;
  check.violations.inc();
  check.log.error({ event: "contract_violation", operationId: operation.id, status, fault }, "an answer breaks the contract");
  if (check.mode === "refuse") throw new ContractViolation(`${operation.id} ${status}: ${fault}`);
};

const faultOf = (operation: Operation, status: number, body: unknown): string | undefined => {
  const declared = validatorsOf(operation).responses[String(status)];
  if (!declared) return "the status is not declared";
  const [mediaType] = Object.keys(declared);
  if (body === undefined) return mediaType ? "the body is missing" : undefined;
  if (!mediaType) return "a body is not declared";
  if (typeof body !== "object" || body === null || "pipe" in body) return undefined;
  const validate = declared["application/json"] ?? declared["application/problem+json"];
  if (!validate || validate(body)) return undefined;
  // Names of properties and keywords alone: the values are what must not be logged.
  return (validate.errors ?? []).slice(0, 3)
    .map((error) => `${error.instancePath} ${error.keyword} ${String(error.params.missingProperty ?? error.params.additionalProperty ?? "")}`)
    .join("; ");
};
