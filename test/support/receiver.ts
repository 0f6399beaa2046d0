import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { headers: IncomingHttpHeaders; body: string; event: { id: string; type: string; data: Record<string, string> } };
type Answer = (response: ServerResponse, received: Received) => void;

/** Somebody's server that webhooks lead to, which can be told how to answer. */
export type Receiver = {
  url: string;
  /** What arrived, in its order, whatever was answered. */
  received: Received[];
  /** From now on. */
  answer(how: Answer): void;
  /** What arrived once there are as many as that of the kind asked for. */
  wait(count: number, of?: (received: Received) => boolean): Promise<Received[]>;
  close(): Promise<void>;
};

const PATIENCE = 45_000;

export const startReceiver = async (): Promise<Receiver> => {
  const received: Received[] = [];
  let answer: Answer = (response) => void response.writeHead(204).end();
  let arrived: () => void = () => undefined;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => undefined).on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const entry = { headers: request.headers, body, event: JSON.parse(body) as Received["event"] };
      received.push(entry);
      answer(response, entry);
      arrived();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (how) => void (answer = how),
    wait: (count, of = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`of ${count} deliveries ${received.filter(of).length} arrived`)), PATIENCE);
        arrived = () => {
          if (received.filter(of).length < count) return;
          clearTimeout(timer);
          resolve(received.filter(of));
        };
        arrived();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
