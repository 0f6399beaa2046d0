import { createHmac } from "node:crypto";
import { hash as argon2 } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { ProblemError } from "../../http/problem.js";
import { bounded } from "./bounded.js";
import { expectAcceptablePassword, hasGoodLength } from "./password-rules.js";
import { makeHasher, NO_PASSWORD, POLICY } from "./passwords.js";
import type { Pepper, Peppers } from "./peppers.js";

const seasonings = new Map<string, Pepper>(["p1", "p2"].map((id) => [id, (password) => createHmac("sha256", id).update(password).digest("base64")]));
const peppersOf = (...ids: string[]): Peppers => ({ current: () => ids.at(-1)!, find: async (id) => (ids.includes(id) ? seasonings.get(id) : undefined) });
const BOUNDS = { running: 2, waiting: 50 };
const hasher = makeHasher(BOUNDS, peppersOf("p1"));

describe("passwords", () => {
  test("a hash names its pepper and its parameters, and is verified", async () => {
    const stored = await hasher.hash("a longer and better password");
    expect(stored).toMatch(/^p1\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hasher.verify(stored, "a longer and better password")).toBe(true);
    expect(await hasher.verify(stored, "a longer and better passwore")).toBe(false);
    expect(hasher.needsRehash(stored)).toBe(false);
  });

  test("the same password, composed or decomposed, is one", async () => {
    const stored = await hasher.hash("éééééééééééé".normalize("NFD"));
    expect(await hasher.verify(stored, "éééééééééééé".normalize("NFC"))).toBe(true);
  });

  test("a long password counts to its last character", async () => {
    const long = "😀".repeat(255);
    const stored = await hasher.hash(`${long}a`);
    expect(await hasher.verify(stored, `${long}a`)).toBe(true);
    expect(await hasher.verify(stored, `${long}b`)).toBe(false);
  });

  test.each([
    ["eleven characters", "a".repeat(11), false],
    ["twelve characters", "a".repeat(12), true],
    ["eleven characters, each of two parts", "é".repeat(11).normalize("NFD"), false],
    ["twelve characters beyond the first plane", "😀".repeat(12), true],
    ["256 characters", "a".repeat(256), true],
    ["257 characters", "a".repeat(257), false],
  ])("%s", (_what, password, accepted) => {
    expect(hasGoodLength(password)).toBe(accepted);
  });

  test("a hash below the policy is to be made anew", async () => {
    const weak = await argon2("a longer and better password", { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    expect(hasher.needsRehash(weak)).toBe(true);
    expect(await hasher.verify(weak, "a longer and better password")).toBe(true);
  });

  test("a hash of the time before peppers is verified, and to be made anew", async () => {
    const plain = await argon2("a longer and better password", POLICY);
    expect(await hasher.verify(plain, "a longer and better password")).toBe(true);
    expect(hasher.needsRehash(plain)).toBe(true);
  });

  test("without its pepper a hash verifies nothing", async () => {
    const stored = await hasher.hash("a longer and better password");
    const stolen = stored.slice(stored.indexOf("$"));
    expect(await hasher.verify(stolen, "a longer and better password")).toBe(false);
    await expect(makeHasher(BOUNDS, peppersOf("p2")).verify(stored, "a longer and better password")).rejects.toThrow("pepper p1");
  });

  test("after a change of pepper the former one still verifies, and its hashes are to be made anew", async () => {
    const stored = await hasher.hash("a longer and better password");
    const later = makeHasher(BOUNDS, peppersOf("p1", "p2"));
    expect(await later.verify(stored, "a longer and better password")).toBe(true);
    expect(later.needsRehash(stored)).toBe(true);
    expect(await later.hash("a longer and better password")).toMatch(/^p2\$argon2id/);
  });

  test("a stricter policy asks for every older hash anew", async () => {
    const stored = await hasher.hash("a longer and better password");
    for (const more of [{ memoryCost: 32_768 }, { timeCost: 3 }]) {
      expect(makeHasher(BOUNDS, peppersOf("p1"), { ...POLICY, ...more }).needsRehash(stored)).toBe(true);
    }
  });

  test("nothing verifies against an account without a password", async () => {
    expect(await hasher.verify(NO_PASSWORD, NO_PASSWORD)).toBe(false);
    expect(await hasher.verifyDummy("whatever")).toBe(false);
  });
});

describe("a new password", () => {
  const EMAIL = "a.longer.example@example.com";
  test.each([
    ["one of the list", "123qweasdzxc", "known_password"],
    ["in other letters", "123QWEasdZXC", "known_password"],
    ["one of the list's later ones", "rafaelnadal91", "known_password"],
    ["the account's address", "A.Longer.Example@EXAMPLE.com", "own_address"],
    ["its part before the @", "A.longer.Example", "own_address"],
    ["the product's name", "VitalEdge 2026!", "product_name"],
    ["the product's name twice", "vitaledge-VitalEdge", "product_name"],
    ["too short a one", "9jX!_k2", "length"],
  ])("%s is refused, and the reason told", async (_what, password, code) => {
    const refusal = await expectAcceptablePassword(password, "/newPassword", EMAIL).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ code: "weak_password", options: { errors: [{ pointer: "/newPassword", code }] } });
  });

  test.each(["correct horse battery staple", "vitaledge and three words", "aaaa bbbb cccc dddd", "😀".repeat(12)])("%s is taken", async (password) => {
    await expectAcceptablePassword(password, "/password", EMAIL);
  });
});

describe("the bound", () => {
  test("never more run than may, those who wait come in turn, one more is refused", async () => {
    const inTurn = bounded({ running: 2, waiting: 3 });
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const work = (number: number) => () => new Promise<number>((resolve) => {
      started.push(number);
      finish.push(() => resolve(number));
    });
    const running = [1, 2, 3, 4, 5].map((number) => inTurn(work(number)));
    await new Promise(setImmediate);
    expect(started).toEqual([1, 2]);
    const refused = await inTurn(work(6)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).code).toBe("unavailable");
    expect((refused as ProblemError).options.headers).toEqual({ "Retry-After": "1" });
    for (let finished = 1; finished <= 5; finished++) {
      finish.shift()?.();
      await new Promise(setImmediate);
      expect(started.length).toBe(Math.min(5, finished + 2));
    }
    expect(await Promise.all(running)).toEqual([1, 2, 3, 4, 5]);
    expect(started).toEqual([1, 2, 3, 4, 5]);
  });

  test("a work that fails gives its place free", async () => {
    const inTurn = bounded({ running: 1, waiting: 0 });
    await expect(inTurn(async () => { throw new Error("no"); })).rejects.toThrow("no");
    expect(await inTurn(async () => 1)).toBe(1);
  });
});
