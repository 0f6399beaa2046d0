import { createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptableUrl, isPublicAddress, makeSafeFetch, type Lookup, type SafeFetch, type SafeFetchError } from "../../packages/server/src/platform/safe-fetch.js";
import type { Actor } from "../support/actors.js";
import { startReceiver, type Receiver } from "../support/receiver.js";
import { startServer, type TestServer } from "../support/server.js";

// An address of this machine that nobody else listens on, so that the port can be one that webhooks may have.
const random = (): number => 2 + Math.floor(Math.random() * 250);
const CANARY = process.platform === "linux" ? [127, random(), random(), random()] : [127, 0, 0, 1];
const PORT = 8443;

const address = CANARY.join(".");
const [a, b, c, d] = CANARY as [number, number, number, number];
const whole = ((a * 256 + b) * 256 + c) * 256 + d;
const hex = (value: number, places = 0): string => value.toString(16).padStart(places, "0");
const words = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
const instead = (text: string, digit: (value: number) => string): string => text.replaceAll(/\d/g, (found) => digit(Number(found)));
const at = (host: string): string => `https://${host}:${PORT}/hook`;

/** The canary by all its names, and other places that nobody outside may be led to. */
const REFUSED: Record<string, string> = {
  "dotted": at(address),
  "a number": at(String(whole)),
  "hexadecimal": at(`0x${hex(whole)}`),
  "hexadecimal, upper case": at(`0X${hex(whole).toUpperCase()}`),
  "octal": at(`0${whole.toString(8)}`),
  "parts in hexadecimal": at(CANARY.map((part) => `0x${hex(part)}`).join(".")),
  "parts in octal": at(CANARY.map((part) => `0${part.toString(8)}`).join(".")),
  "parts with zeros before": at(CANARY.map((part) => `000${part.toString(8)}`).join(".")),
  "mixed parts": at(`0x${hex(a)}.0${b.toString(8)}.${c}.${d}`),
  "three parts": at(`${a}.${b}.${c * 256 + d}`),
  "two parts": at(`${a}.${(b * 256 + c) * 256 + d}`),
  "a dot at the end": at(`${address}.`),
  "full-width digits": at(instead(address, (digit) => String.fromCodePoint(0xff10 + digit))),
  "bold digits": at(instead(address, (digit) => String.fromCodePoint(0x1d7ce + digit))),
  "circled digits": at(instead(address, (digit) => (digit ? String.fromCodePoint(0x2460 + digit - 1) : "⓪"))),
  "ideographic full stops": at(address.replaceAll(".", "。")),
  "percent-encoded": at(instead(address, (digit) => `%3${digit}`)),
  "mapped into IPv6": at(`[::ffff:${address}]`),
  "mapped, in hexadecimal": at(`[::ffff:${words}]`),
  "mapped, written out": at(`[0:0:0:0:0:ffff:${words}]`),
  "compatible IPv6": at(`[::${address}]`),
  "translated (NAT64)": at(`[64:ff9b::${address}]`),
  "translated, local": at(`[64:ff9b:1::${words}]`),
  "6to4": at(`[2002:${words}::1]`),
  "Teredo": at("[2001:0:53aa:64c:0:fbe8:80ff:fffe]"),
  "localhost": at("localhost"),
  "localhost, mixed case": at("LocalHost"),
  "localhost with a dot": at("localhost."),
  "a name under localhost": at("canary.localhost"),
  "loopback of IPv6": at("[::1]"),
  "loopback of IPv6, written out": at("[0000:0000:0000:0000:0000:0000:0000:0001]"),
  "no address": at("0.0.0.0"),
  "zero": at("0"),
  "no address of IPv6": at("[::]"),
  "the cloud's metadata": "https://169.254.169.254/latest/meta-data/",
  "the cloud's metadata, a number": "https://2852039166/latest/meta-data/",
  "the cloud's metadata over IPv6": "https://[fd00:ec2::254]/latest/meta-data/",
  "the cloud's metadata by name": "https://metadata.google.internal/",
  "class A": "https://10.0.0.1/",
  "class B": "https://172.16.0.1/",
  "class B, its end": "https://172.31.255.254/",
  "class C": "https://192.168.1.1/",
  "carrier-grade NAT": "https://100.64.0.1/",
  "benchmarks": "https://198.18.0.1/",
  "documentation": "https://203.0.113.7/",
  "multicast": "https://224.0.0.1/",
  "broadcast": "https://255.255.255.255/",
  "link local of IPv6": "https://[fe80::1]/",
  "unique local of IPv6": "https://[fc00::1]/",
  "multicast of IPv6": "https://[ff02::1]/",
  "documentation of IPv6": "https://[2001:db8::1]/",
  "a name without a dot": "https://postgres/",
  "a name of the office": "https://printer.local/",
  "http": "http://hooks.example.com/",
  "another scheme": "ftp://hooks.example.com/",
  "a file": "file:///etc/passwd",
  "data": "data:text/plain,x",
  "a user": "https://user@hooks.example.com/",
  "a user and a password": "https://user:password@hooks.example.com/",
  "a user that looks like the host": `https://hooks.example.com@${address}:${PORT}/`,
  "a back-slash": `https:\\\\${address}:${PORT}/hook`,
  "another port": "https://hooks.example.com:5432/",
  "the port of http": "https://hooks.example.com:80/",
  "no address at all": "hooks",
};
const ACCEPTED = ["https://hooks.example.com/x?y=1", "https://hooks.example.com:8443/", "https://HOOKS.example.com./", "https://93.184.216.34/", "https://[2606:2800:220:1::1]/"];

let canary: Server;
let connections: number;
let safe: SafeFetch;
beforeAll(async () => {
  canary = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => canary.once("error", reject).listen(PORT, address, resolve));
});
afterAll(() => new Promise((resolve) => canary.close(resolve)));
beforeEach(() => {
  connections = 0;
});
afterEach(() => safe?.close());

const GET = { method: "GET", headers: {} } as const;
const faultOf = (url: string): Promise<string> => safe.send(url, GET).then(({ status }) => `answered ${status}`, (error: SafeFetchError) => error.fault);

/** Answers what it is told to, one list a call, and counts the calls. */
const nameServer = (...answers: string[][]): { lookup: Lookup; calls: () => number } => {
  let calls = 0;
  return {
    calls: () => calls,
    lookup: (_name, _options, callback) => {
      const found = answers[Math.min(calls, answers.length - 1)]!;
      calls += 1;
      callback(null, found.map((each) => ({ address: each, family: each.includes(":") ? 6 : 4 })));
    },
  };
};

test("the canary would see who comes by", async () => {
  safe = makeSafeFetch({ loopback: true });
  expect(await faultOf(`http://${address}:${PORT}/`)).toBe("connection_failed");
  expect(connections).toBe(1);
});

describe(`an address inside is refused in ${Object.keys(REFUSED).length} spellings`, () => {
  test("by what sends, before a name is looked up or a connection made", async () => {
    const names = nameServer([address]);
    safe = makeSafeFetch({ loopback: false, lookup: names.lookup });
    for (const [spelling, url] of Object.entries(REFUSED)) expect(`${spelling}: ${await faultOf(url)}`).toBe(`${spelling}: address_refused`);
    expect([names.calls(), connections]).toEqual([0, 0]);
    for (const url of ACCEPTED) expect(acceptableUrl(url, { loopback: false })?.protocol, url).toBe("https:");
  });

  test("also where addresses of this machine are allowed, for all others", () => {
    const own = /localhost|loopback|^dotted|^a number|decimal|octal|parts|dot at the end|digits|full stops|percent|user that|back-slash/;
    for (const [spelling, url] of Object.entries(REFUSED)) if (!own.test(spelling)) expect(acceptableUrl(url, { loopback: true }), spelling).toBeUndefined();
  });

  describe("by POST and PATCH of a webhook", () => {
    let server: TestServer;
    let owner: Actor;
    beforeAll(async () => {
      server = await startServer();
      owner = await server.owner();
    });
    afterAll(() => server.close());

    test("with 422 and its code", async () => {
      const made = await owner.call("POST", "/api/webhooks", { url: ACCEPTED[0], events: ["alert.opened"] });
      expect(made.status).toBe(201);
      for (const [spelling, url] of Object.entries(REFUSED)) {
        const post = await owner.call("POST", "/api/webhooks", { url, events: ["alert.opened"] });
        const patch = await owner.call("PATCH", `/api/webhooks/${made.body.id}`, { url });
        expect([spelling, post.status, post.body.code, patch.status, patch.body.code]).toEqual([spelling, 422, "webhook_url_refused", 422, "webhook_url_refused"]);
      }
      expect((await owner.call("GET", "/api/webhooks")).body.data).toHaveLength(1);
      expect(connections).toBe(0);
    });
  });
});

describe("a name that leads inside is refused", () => {
  const inside = [address, "127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "0.0.0.0", "::1", "::", `::ffff:${address}`, "fe80::1", "fd00::1", "64:ff9b::7f00:1", "2002:7f00:1::"];

  test("whatever the address", async () => {
    for (const each of inside) {
      expect(isPublicAddress(each), each).toBe(false);
      safe = makeSafeFetch({ loopback: false, lookup: nameServer([each]).lookup });
      expect(`${each} ${await faultOf(at("hooks.example.com"))}`).toBe(`${each} address_refused`);
    }
    expect(connections).toBe(0);
  });

  // 3ffe::/16 was given back by its users: it is public, and leads nowhere.
  const NOWHERE = "3ffe::1";

  test("where one of several addresses is inside", async () => {
    for (const answer of [[NOWHERE, address], [address, NOWHERE]]) {
      safe = makeSafeFetch({ loopback: false, lookup: nameServer(answer).lookup });
      expect(await faultOf(at("hooks.example.com"))).toBe("address_refused");
    }
    expect(connections).toBe(0);
  });

  test("where it leads outside when it is looked at, and inside after that", async () => {
    const names = nameServer([NOWHERE], [address]);
    safe = makeSafeFetch({ loopback: false, lookup: names.lookup, patience: 300 });
    expect(["connection_failed", "timed_out"]).toContain(await faultOf(at("hooks.example.com")));
    expect(names.calls()).toBe(1);
    expect(await faultOf(at("hooks.example.com"))).toBe("address_refused");
    expect([names.calls(), connections]).toEqual([2, 0]);
  });

  test("and one that leads nowhere is told as such", async () => {
    safe = makeSafeFetch({ loopback: false, lookup: (_name, _options, callback) => callback(new Error("ENOTFOUND"), []) });
    expect(await faultOf(at("hooks.example.com"))).toBe("name_not_resolved");
  });
});

describe("what is answered", () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());
  const post = (options: { patience?: number } = {}) => {
    safe = makeSafeFetch({ loopback: true, ...options });
    return safe.send(receiver.url, { method: "POST", headers: {}, body: "{}" }).catch((error: SafeFetchError) => error);
  };

  test("is not followed where it redirects", async () => {
    for (const target of ["http://169.254.169.254/latest/meta-data/", `http://${address}:${PORT}/`, "file:///etc/passwd"]) {
      receiver.answer((response) => void response.writeHead(302, { Location: target }).end());
      expect(await post()).toMatchObject({ status: 302 });
    }
    expect([receiver.received.length, connections]).toEqual([3, 0]);
  });

  test("is read to 64 KiB", async () => {
    receiver.answer((response) => void response.writeHead(200).end("x".repeat(65_536)));
    expect(await post()).toMatchObject({ status: 200, whole: true, body: { length: 65_536 } });
    receiver.answer((response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write("x".repeat(65_536), more));
      more();
    });
    expect(await post()).toMatchObject({ status: 200, whole: false, body: { length: 65_536 } });
  });

  test("is waited for a while only: for its head, and for its end", async () => {
    receiver.answer(() => undefined);
    expect(await post({ patience: 200 })).toMatchObject({ fault: "timed_out", status: null });
    receiver.answer((response) => void response.writeHead(200).write("x"));
    expect(await post({ patience: 200 })).toMatchObject({ fault: "timed_out", status: 200 });
  });

  test("is none where it breaks off", async () => {
    receiver.answer((response) => {
      response.writeHead(200, { "Content-Length": "1000" }).write("x");
      setImmediate(() => response.destroy());
    });
    expect(await post()).toMatchObject({ fault: "answer_incomplete", status: 200 });
  });

  test("comes from the address itself: the proxy of the environment is not asked", async () => {
    const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "NODE_USE_ENV_PROXY"];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = name === "NODE_USE_ENV_PROXY" ? "1" : `http://${address}:${PORT}`;
    expect(await post()).toMatchObject({ status: 204 });
    names.forEach((name, index) => (before[index] === undefined ? delete process.env[name] : (process.env[name] = before[index])));
    expect(connections).toBe(0);
  });
});
