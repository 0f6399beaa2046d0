import { OperatorError, UsageError } from "./platform/operator-error.js";
import { makeProgram } from "./program.js";

/** What is served needs no further word: `vitaledge-server --workers 4`. */
const withCommand = ([node = "", file = "", ...words]: readonly string[]): string[] =>
  [node, file, ...(words[0]?.startsWith("--workers") ? ["serve"] : []), ...words];

/** What each exit code of the program says. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: "done; of a server or worker: it was asked to end, and what ran was finished",
  1: "failed: the last line says why and what to do. Of `doctor`, `audit verify` and `rollups rebuild --check`: something is not as it should be",
  2: "wrong usage: an unknown command or option, a value that is not taken, or one that is missing; nothing was done",
};

/** The program `vitaledge-server`. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const words = withCommand(argv);
  const program = await makeProgram(words[2]);
  try {
    await program.parseAsync(words);
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    if (error instanceof OperatorError) process.stderr.write(`${error.message}\n`);
    else throw error;
  }
};
