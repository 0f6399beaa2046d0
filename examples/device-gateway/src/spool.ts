import { open, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Readings that wait in a file of their own, oldest first; a line each, as they are sent. */
export type Batch = { name: string; lines: string };

export type Spool = {
  /** On disk when it settles: whoever handed the line over may forget it then. */
  add(line: string): Promise<void>;
  /** The oldest batch, or undefined where nothing waits. */
  next(): Promise<Batch | undefined>;
  /** It has arrived; what the server refused of it is kept beside. */
  finish(batch: Batch, refused: readonly string[]): Promise<void>;
};

const OPEN = "open.ndjson";
/** The most that one request takes is 5,000. */
const MOST_LINES = 1_000;

/** A folder that outlives the process. Lines are added to one file; to be sent it gets a number, and is removed when it has arrived. */
export const openSpool = async (folder: string): Promise<Spool> => {
  const path = join(folder, OPEN);
  await cutTornLine(path);
  let file = await open(path, "a", 0o600);
  let lines = await countLines(path);
  let count = await lastNumber(folder);
  let queue: Promise<unknown> = Promise.resolve();
  // One thing at a time: a line never falls between two files.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const turnOver = async (): Promise<void> => {
    if (lines === 0) return;
    await file.close();
    count += 1;
    await rename(path, join(folder, nameOf(count)));
    file = await open(path, "a", 0o600);
    lines = 0;
    await flushFolder(folder);
  };

  return {
    add: (line) =>
      inTurn(async () => {
        if (lines >= MOST_LINES) await turnOver();
        await file.writeFile(`${line}\n`);
        await file.sync();
        lines += 1;
      }),
    next: () =>
      inTurn(async () => {
        let [name] = await listBatches(folder);
        if (name === undefined) {
          await turnOver();
          [name] = await listBatches(folder);
        }
        return name === undefined ? undefined : { name, lines: await readFile(join(folder, name), "utf8") };
      }),
    async finish({ name }, refused) {
      if (refused.length > 0) await writeWhole(join(folder, `refused-${name}`), `${refused.join("\n")}\n`);
      await rm(join(folder, name));
    },
  };
};

const nameOf = (number: number): string => `${String(number).padStart(10, "0")}.ndjson`;

const listBatches = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => /^\d+\.ndjson$/.test(name)).toSorted();

/** Of those refused too: a number is never given twice. */
const lastNumber = async (folder: string): Promise<number> =>
  Math.max(0, ...(await readdir(folder)).map((name) => Number(/^(?:refused-)?(\d+)\.ndjson$/.exec(name)?.[1] ?? 0)));

/** A line that power took in the middle was never acknowledged: its device sends it again. */
const cutTornLine = async (path: string): Promise<void> => {
  const text = await readFile(path).catch(() => Buffer.alloc(0));
  if (text.length > 0) await truncate(path, text.lastIndexOf("\n") + 1);
};

const countLines = async (path: string): Promise<number> => (await readFile(path, "utf8")).split("\n").length - 1;

const writeWhole = async (path: string, text: string): Promise<void> => {
  await writeFile(`${path}.part`, text, { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
};

const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
