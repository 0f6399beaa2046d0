import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "./part.js";

/** A real terminal, by tmux: what is typed goes through its line discipline, what is read back is what a person would see. */
export type Screen = {
  /** Letters, as from a keyboard. */
  type(text: string): void;
  /** A key by tmux's name, as Enter or C-c. */
  press(key: string): void;
  text(): string;
  /** With the escape sequences of colours. */
  styled(): string;
  /** Waits for it on the screen; what was there instead is told. */
  waitFor(pattern: RegExp): Promise<string>;
  /** Types a command on an empty screen. */
  start(command: string): Promise<void>;
  /** Waits for the command's end; answers its exit code. */
  end(): Promise<number>;
  /** Both; answers what was left on the screen as well. */
  run(command: string): Promise<{ text: string; code: number }>;
  close(): void;
};

const PATIENCE_MS = 20_000;

export const openScreen = async (environment: Record<string, string>, cwd: string): Promise<Screen> => {
  const socket = `vitaledge-${randomUUID()}`;
  const tmux = (...args: string[]): string => runProgram("tmux", ["-L", socket, "-f", "/dev/null", ...args]);
  // The login shell that tmux starts has a path of its own.
  const variables = Object.entries({ ...environment, HISTFILE: "/dev/null", LC_ALL: "C.UTF-8" }).map(([name, value]) => `'${name}=${value}'`);
  tmux("new-session", "-d", "-x", "120", "-y", "40", "-c", cwd, `exec env ${variables.join(" ")} bash --norc --noprofile`);
  const text = (): string => tmux("capture-pane", "-p", "-J");
  const waitFor = async (pattern: RegExp): Promise<string> => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) if (pattern.test(text())) return text();
    throw new Error(`The screen never showed ${pattern}, but: ${text().trim()}`);
  };
  const type = (typed: string): void => void tmux("send-keys", "-l", "--", typed);
  const press = (key: string): void => void tmux("send-keys", key);
  const end = async (): Promise<number> => Number(/ended (\d+)/.exec(await waitFor(/^ended \d+$/m))?.[1]);
  await waitFor(/[$#] *$/m);
  const start = async (command: string): Promise<void> => {
    press("C-l");
    for (const until = Date.now() + PATIENCE_MS; /^ended/m.test(text()) && Date.now() < until;) await sleep(20);
    type(`${command}; echo ended $?`);
    press("Enter");
  };
  return {
    type, press, text, waitFor, start, end,
    styled: () => tmux("capture-pane", "-p", "-e"),
    async run(command) {
      await start(command);
      const code = await end();
      return { text: text(), code };
    },
    close: () => void tmux("kill-server"),
  };
};
