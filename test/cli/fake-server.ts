import { createServer } from "node:http";
import type { IncomingMessage, RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** What a real server cannot be made to do: its answer is the test's to choose. */
export type FakeServer = {
  url: string;
  answer: RequestListener;
  /** What was asked, the latest last. */
  requests: IncomingMessage[];
  /** For a program that asks here, with a token. */
  environment: Record<string, string>;
  json(body: unknown): RequestListener;
  /** Ends every connection: what a program that is gone had sent reaches nobody. */
  drop(): void;
  close(): Promise<void>;
};

export const startFake = async (): Promise<FakeServer> => {
  const http = createServer((request, response) => {
    fake.requests.push(request);
    fake.answer(request, response);
  });
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const json = (body: unknown): RequestListener => (_request, response) =>
    void response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  const fake: FakeServer = {
    url, json, requests: [],
    answer: json({}),
    environment: { VITALEDGE_BASE_URL: url, VITALEDGE_ORGANIZATION_ID: "org_abc123", VITALEDGE_ACCESS_TOKEN: "a-token" },
    drop: () => http.closeAllConnections(),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => void http.close(resolve));
    },
  };
  return fake;
};
