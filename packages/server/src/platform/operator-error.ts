/** A failure that the operator can mend: shown as one sentence, without a stack, with a non-zero exit. */
export class OperatorError extends Error {
  override readonly name: string = "OperatorError";
}

/** A value that the command does not take: exit code 2, as for an unknown command. */
export class UsageError extends OperatorError {
  override readonly name = "UsageError";
}
