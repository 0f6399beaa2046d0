import { spawn } from "node:child_process";

/** Who a process runs as; absent, whoever runs the server. */
export type Account = { name: string; uid: number; gid: number };

export type Finished = { ok: boolean; output: string; errors: string };

type Options = { account?: Account | undefined; directory?: string; apart?: boolean };

/**
 * The whole environment of a child: neither LANG nor PG* variables of whoever starts the server change what PostgreSQL
 * does. (Windows adds by itself what its programs need.)
 */
const ENVIRONMENT = { LC_ALL: "C", PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };
const environment = process.platform === "win32" ? { LC_ALL: "C" } : ENVIRONMENT;

/**
 * Runs a program to its end. With `apart` it stands in a session of its own, where Ctrl-C does not reach it, and has
 * no pipes: what it leaves running would hold them open.
 */
export const run = (file: string, args: readonly string[], { account, directory, apart = false }: Options = {}): Promise<Finished> =>
  new Promise((resolve) => {
    const child = spawn(file, args, {
      env: environment,
      detached: apart,
      windowsHide: true,
      stdio: apart ? "ignore" : ["ignore", "pipe", "pipe"],
      ...(directory && { cwd: directory }),
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    let output = "";
    let errors = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.on("error", (error) => resolve({ ok: false, output, errors: error.message }));
    child.on(apart ? "exit" : "close", (code) => resolve({ ok: code === 0, output, errors }));
  });
