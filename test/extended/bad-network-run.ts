import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "@vitaledge/server";
import { makeActors } from "../support/actors.js";
import { call } from "../support/call.js";
import { startTestCluster } from "../support/cluster.js";
import { fourWays, UNHURRIED } from "../support/four-ways.js";
import { expect } from "./smoke.js";

// Runs in a network namespace of its own, as root: see bad-network.ts. The faults can be given instead, as tc takes them.
const FAULTS = process.argv.length > 2 ? process.argv.slice(2) : ["netem delay 80ms 40ms", "netem loss 10%", "netem delay 20ms reorder 25%", "netem loss 100%"];
const PROMISED = 5_000;
const ROUNDS = 3;

const tc = (...args: string[]): void => void execFileSync("tc", args);
const ip = (...args: string[]): void => void execFileSync("ip", args);

ip("link", "set", "lo", "up");
const { database, stop } = await startTestCluster();
const server = await createServer({
  settings: {
    PORT: "0", NODE_ENV: "test", VITALEDGE_LOG_LEVEL: "silent", VITALEDGE_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
    DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ...UNHURRIED,
  },
  migrate: true,
});
const owner = await makeActors(server).owner();
const ways = Object.values(await fourWays(owner, database.superuserUrl));
const round = (): Promise<number[]> => Promise.all(ways.map(async (way) => (await way(server.url)).status));

/** Only what goes to the database and comes from it: of four bands, the last is sick and holds nothing else. */
const makeSick = (fault: string): void => {
  tc("qdisc", "add", "dev", "lo", "root", "handle", "1:", "prio", "bands", "4");
  tc("qdisc", "add", "dev", "lo", "parent", "1:4", "handle", "40:", ...fault.split(" "));
  for (const end of ["sport", "dport"]) {
    tc("filter", "add", "dev", "lo", "protocol", "ip", "parent", "1:0", "prio", "1", "u32", "match", "ip", end, String(database.port), "0xffff", "flowid", "1:4");
  }
};

let answers = 0;
let slowest = 0;
try {
  for (const fault of FAULTS) {
    makeSick(fault);
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const began = performance.now();
      const statuses = await round();
      const took = performance.now() - began;
      answers += statuses.length;
      slowest = Math.max(slowest, took);
      expect(took < PROMISED, `under ${fault} answers come within 5 s, not ${Math.round(took)} ms`);
      expect(statuses.every((status) => status < 300 || status === 409 || status === 503), `under ${fault} answers are 2xx, 409 or 503, not ${statuses.join(", ")}`);
    }
    tc("qdisc", "del", "dev", "lo", "root");
    const mended = performance.now();
    while (!(await round()).every((status) => status < 300)) await sleep(50);
    expect(performance.now() - mended < PROMISED, `all is well within 5 s after ${fault}`);
    expect((await call(server.url, "GET", "/readyz")).status === 200, "the server is ready again");
  }
} finally {
  await server.close();
  await stop();
}
console.log(`${FAULTS.length} faults, ${answers} answers, the slowest after ${Math.round(slowest)} ms`);
