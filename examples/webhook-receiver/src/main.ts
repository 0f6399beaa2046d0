import type { AddressInfo } from "node:net";
import { pageOnCall } from "./page.js";
import { receive } from "./receive.js";
import { openSeen } from "./seen.js";
import { serve } from "../../node-server.js";

const { WEBHOOK_SECRET: secret, ROTA: rota = "rota.json", SEEN: file = "seen.txt", PORT: port = "8091" } = process.env;
if (secret === undefined) throw new Error("WEBHOOK_SECRET is not set: it is shown when the webhook is created.");

const seen = await openSeen(file);
const server = await serve(Number(port), (request) => receive(request, { secret, seen, handle: (event) => pageOnCall(event, rota) }));
console.log(`listens on port ${(server.address() as AddressInfo).port}`);
