import { faultsOf } from "./error-shape.js";

// Loaded once a process: whatever client a test uses in it, each failure that a server of ours answers is looked at.

const found: string[] = [];
const real = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await real(input, init);
  // What names a gateway is not ours.
  if (response.status >= 400 && init?.method !== "HEAD" && !response.headers.has("via")) {
    const { pathname } = new URL(response.url);
    const text = await response.clone().text();
    for (const fault of faultsOf(pathname, response.status, response.headers.get("content-type") ?? "", text)) {
      found.push(`${init?.method ?? "GET"} ${pathname} ${response.status} ${fault}: ${text.slice(0, 300)}`);
    }
  }
  return response;
};

/** What was wrong with the failures since the last call. */
export const takeFaults = (): string[] => found.splice(0);
