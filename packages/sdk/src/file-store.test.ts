import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureOf } from "../test/api.js";
import { ConfigurationError } from "./index.js";
import { fileStore } from "./node.js";

const FIRST = { accessToken: "a1", refreshToken: "r1", expiresAt: null, skewMs: 0 };
const SECOND = { ...FIRST, accessToken: "a2", refreshToken: "r2" };

let directory = "";
let path = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitaledge-store-"));
  path = join(directory, "made", "session.json");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe("a session's file", () => {
  it("is its owner's alone and leaves nothing else behind", async () => {
    const store = fileStore(path);
    expect(await store.read()).toBeNull();
    expect(await store.compareAndSwap(null, FIRST)).toBe(true);
    expect(await store.read()).toEqual(FIRST);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await store.compareAndSwap(FIRST, null)).toBe(true);
    expect(await readdir(join(directory, "made"))).toEqual([]);
  });

  it("is written by one of many who saw the same", async () => {
    await fileStore(path).compareAndSwap(null, FIRST);
    const outcomes = await Promise.all(Array.from({ length: 8 }, async () => fileStore(path).compareAndSwap(FIRST, SECOND)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  it("is refused where others may read it", async () => {
    const store = fileStore(path);
    await store.compareAndSwap(null, FIRST);
    await chmod(path, 0o644);
    const error = await failureOf(Promise.resolve(store.read()));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain(`chmod 600 '${path}'`);
  });

  it("is not held by a lock of one who died", async () => {
    const store = fileStore(path);
    await store.compareAndSwap(null, FIRST);
    await writeFile(`${path}.lock`, JSON.stringify({ pid: process.pid, until: Date.now() - 1 }));
    expect(await store.compareAndSwap(FIRST, SECOND)).toBe(true);
  });

  it("is written by one of many who find such a lock at once", async () => {
    path = join(directory, "session.json");
    for (let round = 0; round < 30; round += 1) {
      await writeFile(path, JSON.stringify(FIRST), { mode: 0o600 });
      await writeFile(`${path}.lock`, JSON.stringify({ pid: process.pid, until: Date.now() - 1 }));
      const outcomes = await Promise.all(Array.from({ length: 4 }, async (_, at) => fileStore(path).compareAndSwap(FIRST, { ...SECOND, refreshToken: `by${at}` })));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await readdir(directory)).toEqual(["session.json"]);
    }
  });
});
