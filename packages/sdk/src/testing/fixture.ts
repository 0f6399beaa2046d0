import { MOCKED } from "../generated/mocked.js";
import type { AnswerOf, OperationId } from "../operation-types.js";

/**
 * The contract's example of what an operation answers, a copy each time, with changes where wanted:
 * `fixture("getPatient", { firstName: "Ada" })`.
 */
export function fixture<Id extends OperationId>(operation: Id, changes: Partial<AnswerOf<Id>> = {}): AnswerOf<Id> {
  return Object.assign(structuredClone(MOCKED[operation].example) as AnswerOf<Id> & object, changes);
}
