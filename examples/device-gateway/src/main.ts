import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { VitalEdge } from "@vitaledge/sdk";
import { fromEnvironment } from "@vitaledge/sdk/node";
import { listen } from "./listen.js";
import { sendAll } from "./sender.js";
import { openSpool } from "./spool.js";

const { GATEWAY_FOLDER: folder = "gateway-readings", GATEWAY_PORT: port = "8090", GATEWAY_PAUSE_MS: pause = "5000" } = process.env;

const ve = new VitalEdge(fromEnvironment());
await mkdir(folder, { recursive: true, mode: 0o700 });
const spool = await openSpool(folder);
const server = await listen(Number(port), spool.add);
console.log(`listens on port ${(server.address() as AddressInfo).port}`);

let said: string | undefined;
for (;;) {
  const why = await sendAll(ve, spool);
  // Said once, not every five seconds of a night without a network.
  if (why !== said) console.error(why === undefined ? "All readings have arrived." : `Readings wait: ${why}`);
  said = why;
  await sleep(Number(pause));
}
