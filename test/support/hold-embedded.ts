import { startEmbedded } from "../../packages/server/src/db/embedded.js";

// A server's part in the tests of crashes: starts the database on a directory, says so, and stays until it is killed
// or its parent is.
const [, , dataDirectory = ""] = process.argv;
const parent = process.ppid;
const { adopted, port } = await startEmbedded({ dataDirectory, settings: { fsync: "off" } });
process.stdout.write(`${JSON.stringify({ adopted, port })}\n`);
setInterval(() => process.ppid === parent || process.exit(1), 500);
