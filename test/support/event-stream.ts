/** One message of a stream of Server-Sent Events. */
export type Message = { id?: string; event?: string; data?: string; retry?: string };

export type EventStream = {
  status: number;
  headers: Headers;
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

const PATIENCE = 15_000;

/** Opens GET /api/events and reads on until it is closed. */
export const openEventStream = async (url: string, headers: Record<string, string>, query = ""): Promise<EventStream> => {
  const controller = new AbortController();
  const response = await fetch(`${url}/api/events${query}`, { headers, signal: controller.signal });
  const messages: Message[] = [];
  let [text, rest] = ["", ""];
  let arrived: () => void = () => undefined;

  const read = async (): Promise<void> => {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
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
    status: response.status,
    headers: response.headers,
    messages,
    text: () => text,
    ended: read().catch(() => undefined),
    close: () => controller.abort(),
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
