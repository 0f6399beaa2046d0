import { spawn, type ChildProcess } from "node:child_process";
import { request } from "node:http";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Listening = {
  url: string;
  child: ChildProcess;
  printed(): string;
  /** The status of an answer to a POST, which is the example's own and no problem of the contract. */
  post(body: string, headers: Record<string, string>): Promise<number>;
};

/** A program of an example from its sources, which says on which port it listens. Whoever starts it ends it. */
export const startExample = (main: string, environment: Record<string, string>): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=vitaledge-source", main], { cwd: ROOT, env: { PATH, ...environment } });
    const end = (): void => void child.kill("SIGKILL");
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    let printed = "";
    const read = (text: Buffer): void => {
      printed += text.toString();
      const port = /listens on port (\d+)/.exec(printed)?.[1];
      if (port !== undefined) resolve({ url: `http://127.0.0.1:${port}`, child, printed: () => printed, post: (body, headers) => post(port, body, headers) });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`${main} ended: ${printed}`)));
  });

const post = (port: string, body: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method: "POST", headers }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject).end(body);
  });
