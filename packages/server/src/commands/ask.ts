import { createInterface } from "node:readline/promises";
import { UsageError } from "../platform/operator-error.js";

/** Where questions are asked and answered. */
export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; isInteractive: boolean };

export const ownTerminal = (): Terminal => ({ input: process.stdin, output: process.stderr, isInteractive: process.stdin.isTTY === true });

/** A text that has to be there: the flag's, or what is answered to the question. `or` is taken where nothing is answered. */
export const askFor = async (terminal: Terminal, flag: string, question: string, or?: string): Promise<string> => {
  if (!terminal.isInteractive) throw new UsageError(`${flag} is needed: there is no terminal to ask at.`);
  const asking = createInterface(terminal);
  try {
    for (;;) {
      const answer = (await asking.question(`${question}${or === undefined ? "" : ` [${or}]`}: `)).trim() || or;
      if (answer) return answer;
    }
  } finally {
    asking.close();
  }
};

export const confirm = async (terminal: Terminal, question: string): Promise<boolean> =>
  terminal.isInteractive && /^y(es)?$/i.test(await askFor(terminal, "", `${question} y/n`, "n"));
