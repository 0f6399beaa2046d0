import { ProblemError } from "../http/problem.js";
import { OperatorError } from "../platform/operator-error.js";

/** Where a command says what it did. */
export type Out = { write(text: string): unknown };

/** What a program reads: one document, indented. */
export const inJson = (answer: unknown): string => `${JSON.stringify(answer, undefined, 2)}\n`;

export type Answering = { json?: boolean };

/** A refusal by the rules is the operator's to mend: one sentence, no stack. */
export const inWords = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ProblemError ? new OperatorError(error.message) : error;
  }
};
