/** A failure that the operator can mend: shown as one sentence, without a stack, with a non-zero exit. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}
