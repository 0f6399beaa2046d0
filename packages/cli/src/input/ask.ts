import { AbortError } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { LineReader } from "./lines.js";

/** Asks a person on a terminal; from a pipe it takes one line an answer. */
export type Asker = { ask(question: string, options?: { secret?: boolean }): Promise<string> };

type Terminal = Pick<Context, "stdin" | "stderr" | "flags">;

export function createAsker(terminal: Terminal): Asker {
  const lines = new LineReader(terminal.stdin);
  return {
    async ask(question, { secret = false } = {}) {
      if (!terminal.stdin.isTTY) return readLine(lines, question);
      if (!terminal.flags.input) throw new UsageError(`${question} is needed, and --no-input was given.`, "Pipe it into standard input.");
      terminal.stderr.write(`${question}: `);
      return readKeys(terminal, secret);
    },
  };
}

async function readLine(lines: LineReader, question: string): Promise<string> {
  const line = await lines.next();
  if (line === undefined || line === "") throw new UsageError(`${question} is needed: standard input had no line for it.`);
  return line;
}

/** Key by key, so that a secret is never echoed. */
function readKeys({ stdin, stderr }: Terminal, secret: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = "";
    const end = (settle: () => void): void => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      settle();
    };
    const onData = (keys: string): void => {
      for (const key of keys) {
        if (key === "\r" || key === "\n" || key === "\u0004") return end(() => resolve(typed));
        if (key === "\u0003") return end(() => reject(new AbortError()));
        if (key === "\u007f" || key === "\b") {
          if (typed !== "" && !secret) stderr.write("\b \b");
          typed = [...typed].slice(0, -1).join("");
        } else if (key >= " ") {
          typed += key;
          if (!secret) stderr.write(key);
        }
      }
    };
    stdin.setRawMode(true);
    stdin.setEncoding("utf8").resume();
    stdin.on("data", onData);
  });
}
