// A server that does nothing but answer, in a process of its own: what is measured beside it is the client.
import { createServer } from "node:http";

const body = JSON.stringify({ id: "patient_xyz", lastName: "Example", version: 1 });
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), "X-Request-ID": "req_1" }).end(body);
});
server.listen(0, "127.0.0.1", () => console.error(`listens on http://127.0.0.1:${server.address().port}\n`));
