import type { Stage } from "./stage.js";

const PAIRS = 100;
const LOGINS = 200;
const READERS = 4;
const SECONDS = 5;
const WRONG = "not the right password";

export type SignInFigures = {
  /** Milliseconds, medians of wrong passwords for an account that is there and one that is not, by turns. */
  known: number;
  unknown: number;
  /** How far apart they are, as a part of the larger; goal: below 0.1. */
  apart: number;
  goal: number;
  /** Milliseconds, p99 of a list's reading with nothing beside, and while 200 sign in at once, again and again. */
  readP99: { calm: number; during200Logins: number };
};

/** The server has to be told of one proxy: each attempt comes from a network of its own, so that none is throttled. */
export const measureSignIn = async ({ server, owner, organizationId }: Stage, accessToken: string, patientId: string): Promise<SignInFigures> => {
  const [known, unknown] = [[] as number[], [] as number[]];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const attempts = [{ email: owner.email, times: known }, { email: "nobody@example.com", times: unknown }];
    for (const { email, times } of pair % 2 ? attempts : attempts.toReversed()) times.push(await timed(() => logIn(server.url, email)));
  }
  const read = async (): Promise<number> => {
    const path = `/api/observations/patient/${patientId}?limit=20`;
    return answered(await fetch(server.url + path, { headers: { "authorization": `Bearer ${accessToken}`, "x-organization-id": organizationId } }));
  };
  const calm = await readFor(read);
  let reading = true;
  const waves = (async () => {
    while (reading) await Promise.all(Array.from({ length: LOGINS }, (_, index) => logIn(server.url, `nobody${index}@example.com`)));
  })();
  const busy = await readFor(read);
  reading = false;
  await waves;
  const medians = { known: quantile(known, 0.5), unknown: quantile(unknown, 0.5) };
  const [less = 0, more = 1] = [medians.known, medians.unknown].toSorted((one, other) => one - other);
  return { ...medians, apart: Math.round((1000 * (more - less)) / more) / 1000, goal: 0.1, readP99: { calm: quantile(calm, 0.99), during200Logins: quantile(busy, 0.99) } };
};

let networks = 0;
const logIn = async (url: string, email: string): Promise<number> => {
  const network = (networks += 1);
  const address = `10.${(network >> 8) & 255}.${network & 255}.1`;
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST", body: JSON.stringify({ email, password: WRONG }), headers: { "content-type": "application/json", "x-forwarded-for": address },
  });
  await response.arrayBuffer();
  // 503: the queue for hashing is full.
  if (response.status !== 401 && response.status !== 503) throw new Error(`A sign-in was answered with ${response.status}.`);
  return response.status;
};

const answered = async (response: Response): Promise<number> => {
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A reading was answered with ${response.status}.`);
  return response.status;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const readFor = async (read: () => Promise<number>): Promise<number[]> => {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(Array.from({ length: READERS }, async () => {
    while (performance.now() < end) times.push(await timed(read));
  }));
  return times;
};

/** Milliseconds to a tenth. */
const quantile = (times: number[], part: number): number =>
  Math.round(10 * (times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0)) / 10;
