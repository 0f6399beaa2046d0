import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer as createNetServer, type AddressInfo, type Server } from "node:net";
import { TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

/** A key and a certificate of db.example.com that it signed itself. */
const PEM = fileURLToPath(new URL("../data/self-signed.pem", import.meta.url));

let database: TestDatabase;
let impostor: Server;
/** What was said to the impostor once the line was encrypted. */
let heard = "";

beforeAll(async () => {
  database = await cloneDatabase();
  const pem = await readFile(PEM, "utf8");
  impostor = createNetServer((socket) => {
    socket.on("error", () => undefined);
    // Whatever asks for TLS is given it, as PostgreSQL does: one letter, then the handshake.
    socket.once("data", () => {
      socket.write("S");
      new TLSSocket(socket, { isServer: true, key: pem, cert: pem }).on("error", () => undefined).on("data", (data: Buffer) => (heard += data.toString("latin1")));
    });
  });
  await new Promise<void>((resolve) => impostor.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  impostor.close();
  await database.drop();
});

const start = (url: string) =>
  createServer({ settings: { PORT: "0", NODE_ENV: "production", VITALEDGE_LOG_LEVEL: "silent", DATABASE_URL: url, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") } });
const REFUSED = /The database does not speak TLS, or its certificate does not hold\. Switch/;

test("a database whose address asks for TLS and that speaks none stops the start", async () => {
  await expect(start(`${database.appUrl}?sslmode=verify-full`)).rejects.toThrow(REFUSED);
});

test.each([
  ["nobody vouches for", ""],
  ["is of another name", `&sslrootcert=${encodeURIComponent(PEM)}`],
])("one whose certificate %s is told nothing, not even who asks", async (_name, more) => {
  const { port } = impostor.address() as AddressInfo;
  await expect(start(`postgres://vitaledge_app:secret@127.0.0.1:${port}/v?sslmode=verify-full${more}`)).rejects.toThrow(REFUSED);
  expect(heard).toBe("");
});
