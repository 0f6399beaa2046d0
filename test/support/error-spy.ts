import { afterEach } from "vitest";
import { faultsOf } from "./error-shape.js";

// Before every test file: whatever client a test uses in its process, each failure that a server of ours answers is looked at.

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

afterEach(() => {
  const all = found.splice(0);
  if (all.length) throw new Error(`Answers that are no problem as the contract has it:\n${all.join("\n")}`);
});
