import type { Context } from "../context.js";

/** Progress of long work, on stderr: a line that changes, or an object a line for a program. */
export type Progress = { show(counts: Readonly<Record<string, number>>): void; end(): void };

const STEP_MS = 100;

export function createProgress({ flags, stderr }: Pick<Context, "flags" | "stderr">, label: string): Progress {
  if (flags.progress === "json") {
    return { show: (counts) => void stderr.write(`${JSON.stringify({ progress: label, ...counts })}\n`), end: () => undefined };
  }
  if (flags.progress === "off" || flags.quiet === true || !stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let shownAt = 0;
  return {
    show(counts) {
      if (Date.now() - shownAt < STEP_MS) return;
      shownAt = Date.now();
      const words = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
      stderr.write(`\r\u001b[2K${label}: ${words.join(", ")}`);
    },
    end: () => void (shownAt > 0 && stderr.write("\r\u001b[2K")),
  };
}
