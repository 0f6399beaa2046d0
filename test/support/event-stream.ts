import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";

/** One message of a stream of Server-Sent Events. */
export type Message = { id?: string; event?: string; data?: string; retry?: string };

export type EventStream = {
  status: number;
  headers: IncomingHttpHeaders;
  /** All that came so far, comments apart. */
  messages: Message[];
  /** The stream's text, comments and all. */
  text(): string;
  /** Those that came, once they are so many. */
  wait(count: number): Promise<Message[]>;
  /** Resolves when the server ends it. */
  ended: Promise<void>;
  close(): void;
};

const PATIENCE = 45_000;

/** Opens GET /api/events, on a connection of its own, and reads on until it is closed. */
export const openEventStream = async (url: string, headers: Record<string, string>, query = ""): Promise<EventStream> => {
  const sending = request(`${url}/api/events${query}`, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => sending.on("response", resolve).on("error", reject).end());
  const messages: Message[] = [];
  let [text, rest] = ["", ""];
  let arrived: () => void = () => undefined;

  const read = async (): Promise<void> => {
    for await (const piece of response.setEncoding("utf8") as AsyncIterable<string>) {
      text += piece;
      const blocks = (rest + piece).split("\n\n");
      rest = blocks.pop()!;
      for (const block of blocks) {
        const fields = block.split("\n").filter((line) => !line.startsWith(":")).map((line) => line.split(/: (.*)/s).slice(0, 2));
        if (fields.length) messages.push(Object.fromEntries(fields) as Message);
      }
      arrived();
    }
  };

  return {
    status: response.statusCode!,
    headers: response.headers,
    messages,
    text: () => text,
    ended: read().catch(() => undefined),
    close: () => void sending.destroy(),
    wait: (count) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`of ${count} messages ${messages.length} came: ${text.slice(-300)}`)), PATIENCE);
        arrived = () => {
          if (messages.length < count) return;
          clearTimeout(timer);
          resolve(messages);
        };
        arrived();
      }),
  };
};
