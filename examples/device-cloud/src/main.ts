import type { AddressInfo } from "node:net";
import { VitalEdge } from "@vitaledge/sdk";
import { fromEnvironment } from "@vitaledge/sdk/node";
import { receive } from "./receive.js";
import { serve } from "../../node-server.js";

const { VENDOR_SECRET: secret, PORT: port = "8092" } = process.env;
if (secret === undefined) throw new Error("VENDOR_SECRET is not set: it is the key that the vendor signs with.");

const ve = new VitalEdge(fromEnvironment());
const server = await serve(Number(port), (request) => receive(request, { ve, secret }));
console.log(`listens on port ${(server.address() as AddressInfo).port}`);
