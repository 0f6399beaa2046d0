import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/** What a program pipes in, without the line's end. */
export const readPasswordFrom = async (input: NodeJS.ReadableStream): Promise<string> =>
  (await text(input as AsyncIterable<Buffer> & NodeJS.ReadableStream)).replace(/\r?\n$/, "");

type Streams = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

/** Asks at the terminal; what is typed is not shown. */
export const askForPassword = (question: string, { input, output }: Streams = { input: process.stdin, output: process.stderr }): Promise<string> =>
  new Promise((resolve, reject) => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const asking = createInterface({ input, output: silent, terminal: true });
    output.write(question);
    asking.once("SIGINT", () => {
      asking.close();
      reject(new Error("interrupted"));
    });
    asking.question("", (answer) => {
      asking.close();
      output.write("\n");
      resolve(answer);
    });
  });
