/** An answer, its body parsed where it is JSON. Tests read what they expect of it, hence the open type. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test asserts what an answer holds; a type would assume it
export type Answer = { status: number; body: any; headers: Headers; text: string };

/** One HTTP request: objects are sent as JSON, strings as they are. */
export const call = async (
  url: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {},
): Promise<Answer> => {
  const isText = typeof body === "string";
  const response = await fetch(url + path, {
    method,
    headers: { ...(body !== undefined && !isText && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await textOf(response);
  const isJson = /json/.test(response.headers.get("content-type") ?? "") && !/ndjson/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : text };
};

/** A stream of events has no end to wait for: it is closed unread. */
const textOf = async (response: Response): Promise<string> => {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  await response.body?.cancel();
  return "";
};
