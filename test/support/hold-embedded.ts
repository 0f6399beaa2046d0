import { startEmbedded } from "../../packages/server/src/db/embedded.js";

// A server's part in the tests of crashes: starts the database on a directory, says so, and stays until it is killed.
const [, , dataDirectory = ""] = process.argv;
const { adopted, port } = await startEmbedded({ dataDirectory, settings: { fsync: "off" } });
process.stdout.write(`${JSON.stringify({ adopted, port })}\n`);
setInterval(() => undefined, 60_000);
