import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/** What a program pipes in, without the line's end. */
export const readPasswordFrom = async (input: NodeJS.ReadableStream): Promise<string> =>
  (await text(input as AsyncIterable<Buffer> & NodeJS.ReadableStream)).replace(/\r?\n$/, "");

/** Asks at the terminal; what is typed is not shown. */
export const askForPassword = (question: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const asking = createInterface({ input: process.stdin, output: silent, terminal: true });
    process.stderr.write(question);
    asking.once("SIGINT", () => {
      asking.close();
      reject(new Error("interrupted"));
    });
    asking.question("", (answer) => {
      asking.close();
      process.stderr.write("\n");
      resolve(answer);
    });
  });
