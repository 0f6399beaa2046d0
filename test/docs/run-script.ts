import { spawn } from "node:child_process";
import { join } from "node:path";

export type Ended = { code: number | null; stdout: string; stderr: string };
type Script = { text: string; stdin: string; environment: Record<string, string>; folder: string; programs: string };

// What a page's script sets the next one of the page has, as in one terminal.
const wrap = (text: string): string => `set -eu -o pipefail
[ -f .variables ] && . ./.variables
set -a
trap 'export -p > .variables' EXIT
${text}`;

/** A page's lines in a shell whose home is the page's folder, with the programs of this repository. */
export const runScript = ({ text, stdin, environment, folder, programs }: Script): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { PATH = "" } = process.env;
    const child = spawn("bash", ["-c", wrap(text)], {
      cwd: folder, env: { PATH: `${programs}:${PATH}`, HOME: folder, VITALEDGE_CONFIG_DIR: join(folder, ".config"), ...environment },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (piece: Buffer) => out.push(piece));
    child.stderr.on("data", (piece: Buffer) => err.push(piece));
    child.on("error", reject).on("close", (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    child.stdin.on("error", () => undefined).end(stdin);
  });
