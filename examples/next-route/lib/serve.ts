import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";

/** A handler as Next, Deno, Bun and workers have it, on Node's own server. */
export const serve = (port: number, handle: (request: Request) => Promise<Response>): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((incoming, outgoing) => {
      const answer = async (): Promise<void> => {
        const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
        const { method = "GET", url = "/" } = incoming;
        const body = method === "POST" ? await buffer(incoming) : undefined;
        const response = await handle(new Request(new URL(url, "http://localhost"), { method, headers, body }));
        outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
      };
      answer().catch(() => outgoing.writeHead(500).end());
    });
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
