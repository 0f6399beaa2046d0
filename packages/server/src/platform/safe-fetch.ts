import { lookup as systemLookup, type LookupAddress, type LookupOptions } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const PATIENCE = 10_000;
/** Bytes of an answer that are read. */
const MOST_BYTES = 65_536;

/** Why nothing came back. `answer_incomplete`: the status did, the body broke off. */
export type FetchFault = "address_refused" | "name_not_resolved" | "connection_failed" | "tls_failed" | "timed_out" | "answer_incomplete";

export class SafeFetchError extends Error {
  readonly fault: FetchFault;
  readonly status: number | null;

  constructor(fault: FetchFault, status: number | null, cause?: unknown) {
    super(fault, { cause });
    this.name = "SafeFetchError";
    this.fault = fault;
    this.status = status;
  }
}

export type SafeAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** At most 64 KiB; `whole` says whether there was no more. */
  body: Buffer;
  whole: boolean;
};

export type SafeRequest = { method: "GET" | "POST"; headers: Record<string, string>; body?: string };

export type SafeFetchOptions = {
  /** For development and tests: addresses of this machine itself, by http too and on any port. */
  loopback: boolean;
  lookup?: Lookup;
  /** Milliseconds from the look-up to the end of the answer. */
  patience?: number;
};

export type Lookup = (hostname: string, options: LookupOptions & { all: true }, callback: (error: Error | null, addresses: LookupAddress[]) => void) => void;

export type SafeFetch = {
  /** @throws SafeFetchError where no whole answer came. */
  send(url: string, options: SafeRequest): Promise<SafeAnswer>;
  close(): Promise<void>;
};

const INSIDE_V4 = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24],
  ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24],
  ["224.0.0.0", 4], ["240.0.0.0", 4],
] as const) INSIDE_V4.addSubnet(network, prefix, "ipv4");

// Of IPv6 what is not global unicast is out as a whole: mapped, translated (64:ff9b::/96), unique local, link local, multicast.
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet("2000::", 3, "ipv6");
const INSIDE_V6 = new BlockList();
for (const [network, prefix] of [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]] as const) INSIDE_V6.addSubnet(network, prefix, "ipv6");

/** Whether an address is one that everybody can reach, and none of a network that only we see. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !INSIDE_V4.check(address, "ipv4");
  return family === 6 && GLOBAL_V6.check(address, "ipv6") && !INSIDE_V6.check(address, "ipv6");
};

const PORTS = new Set(["", "443", "8443"]);
/** Names that no public name server knows, and those without a dot. */
const INSIDE_NAME = /^[^.]*$|\.(localhost|local|internal|intranet|lan|home\.arpa)$/;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/**
 * The address where it may be talked to, undefined where not. WHATWG's parser has by then made dotted quads of every spelling
 * of an IPv4 address, and lower case of names. Where a name leads is looked at again at each connection.
 */
export const acceptableUrl = (text: string, { loopback }: Pick<SafeFetchOptions, "loopback">): URL | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const host = hostOf(url);
  if (url.username || url.password || !host) return undefined;
  if (loopback && LOOPBACK.test(host)) return /^https?:$/.test(url.protocol) ? url : undefined;
  if (url.protocol !== "https:" || !PORTS.has(url.port)) return undefined;
  return (isIP(host) ? isPublicAddress(host) : !INSIDE_NAME.test(host)) ? url : undefined;
};

/** Resolves once, holds every address against the list and hands on what was checked: there is no second resolution. */
const checkedLookup = (lookup: Lookup, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(new SafeFetchError("name_not_resolved", null, error), "", 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return callback(new SafeFetchError("address_refused", null), "", 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

/**
 * For addresses that somebody configured: https alone, nobody's inside network, no redirects, 10 seconds, 64 KiB. The proxy of
 * the environment is not used, for behind it nothing could be checked.
 */
export const makeSafeFetch = ({ loopback, lookup = systemLookup, patience = PATIENCE }: SafeFetchOptions): SafeFetch => {
  const openClient = async () => {
    const { Agent, request } = await import("undici");
    const agentFor = (isAllowed: (address: string) => boolean) =>
      new Agent({ connect: { lookup: checkedLookup(lookup, isAllowed), timeout: patience }, keepAliveTimeout: 4_000, maxHeaderSize: 16_384 });
    const outside = agentFor(isPublicAddress);
    return { request, outside, inside: loopback ? agentFor((address) => LOOPBACK.test(address)) : outside };
  };
  // Read with the first request: most servers that start have none to send.
  let client: ReturnType<typeof openClient> | undefined;

  const send = async (text: string, { method, headers, body }: SafeRequest): Promise<SafeAnswer> => {
    const url = acceptableUrl(text, { loopback });
    if (!url) throw new SafeFetchError("address_refused", null);
    const { request, inside, outside } = await (client ??= openClient());
    const dispatcher = LOOPBACK.test(hostOf(url)) ? inside : outside;
    let status: number | null = null;
    try {
      const answer = await request(url, { method, headers, ...(body !== undefined && { body }), dispatcher, signal: AbortSignal.timeout(patience) });
      status = answer.statusCode;
      return { status, headers: answer.headers, ...(await readSome(answer.body)) };
    } catch (error) {
      throw new SafeFetchError(faultOf(error, status), status, error);
    }
  };
  return {
    send,
    async close() {
      const opened = await client;
      for (const agent of new Set(opened && [opened.outside, opened.inside])) await agent.destroy();
    },
  };
};

/** Leaving the loop closes the connection: what is beyond the limit is not read. */
const readSome = async (stream: AsyncIterable<Buffer>): Promise<Pick<SafeAnswer, "body" | "whole">> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk.subarray(0, MOST_BYTES - size));
    size += chunk.length;
    if (size > MOST_BYTES) return { body: Buffer.concat(chunks), whole: false };
  }
  return { body: Buffer.concat(chunks), whole: true };
};

type Coded = Error & { code?: string };

const faultOf = (error: unknown, status: number | null): FetchFault => {
  if (error instanceof SafeFetchError) return error.fault;
  const { name, code = "" } = error as Coded;
  if (name === "TimeoutError" || name === "AbortError" || /TIMEOUT|ETIMEDOUT/.test(code)) return "timed_out";
  if (status !== null) return "answer_incomplete";
  return /^(ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code) ? "tls_failed" : "connection_failed";
};
