import { createServer, type IncomingMessage, type Server } from "node:http";

/** Bytes; whoever sends more has not signed it. */
const MOST = 1_000_000;

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

/** A handler as Next, Deno, Bun and workers have it, on Node's own server. */
export const serve = (port: number, handle: (request: Request) => Promise<Response>): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((incoming, outgoing) => {
      const answer = async (): Promise<void> => {
        const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
        const { method = "GET", url = "/" } = incoming;
        const body = await readBody(incoming);
        if (body === undefined) return void outgoing.writeHead(413, { Connection: "close" }).end();
        const response = await handle(new Request(new URL(url, "http://localhost"), { method, headers, ...(method === "POST" && { body }) }));
        outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
      };
      answer().catch(() => outgoing.writeHead(500).end());
    });
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
