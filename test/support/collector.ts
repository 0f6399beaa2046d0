import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type CollectedSpan = {
  name: string; kind: number; traceId: string; spanId: string; parentSpanId?: string; status?: { code?: number };
  attributes: { key: string; value: Record<string, unknown> }[];
};

export type Collector = {
  url: string;
  /** Everything that arrived, as it was sent. */
  texts: string[];
  spans(): CollectedSpan[];
  close(): Promise<void>;
};

type Sent = { resourceSpans: { scopeSpans: { spans: CollectedSpan[] }[] }[] };

/** Takes traces as an OpenTelemetry collector does, by OTLP over HTTP in JSON. */
export const startCollector = async (status = 200): Promise<Collector> => {
  const texts: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (piece: string) => (text += piece)).on("end", () => {
      texts.push(`${request.method} ${request.url}\n${text}`);
      response.writeHead(status, { "Content-Type": "application/json" }).end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    spans: () => texts.flatMap((text) => (JSON.parse(text.slice(text.indexOf("\n"))) as Sent).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
