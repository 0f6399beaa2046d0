import type { Event } from "./generated/models.js";

/** What happened; it names what changed and tells nothing of it. */
export type WebhookEvent = Event;

/** What arrived is not to be trusted; the message says why, for logs. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
}

/** Seconds that a clock may be off, and that a message may be under way. */
const TOLERANCE = 300;

type HeadersLike = Headers | Record<string, string | string[] | undefined>;

/** A request as it came. */
export type WebhookMessage = {
  /** `whsec_...`, as the creation of the webhook or the change of its secret answered it. */
  secret: string;
  headers: HeadersLike;
  /** The body as it arrived, before anything parsed it. */
  body: string | Uint8Array;
  /** Milliseconds since 1970. */
  now?: number;
};

/**
 * The event of a request that VitalEdge sent, by the Standard Webhooks specification: signed with the secret, not more than five
 * minutes ago. One may come twice: keep `id` to know it again.
 * @throws WebhookVerificationError
 */
export async function verifyWebhook({ secret, headers, body, now = Date.now() }: WebhookMessage): Promise<WebhookEvent> {
  const id = readHeader(headers, "webhook-id");
  const timestamp = readHeader(headers, "webhook-timestamp");
  const signatures = readHeader(headers, "webhook-signature").split(" ");
  const age = Math.floor(now / 1000) - (/^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN);
  if (!(Math.abs(age) <= TOLERANCE)) refuse("the timestamp is too old or lies ahead");
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const signed = join(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  const key = await crypto.subtle.importKey("raw", fromBase64(secret.replace(/^whsec_/, "")), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  for (const [version, signature = ""] of signatures.map((each) => each.split(","))) {
    // Compared by the platform, in a time that does not depend on the bytes.
    if (version === "v1" && (await crypto.subtle.verify("HMAC", key, fromBase64(signature), signed))) {
      return JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent;
    }
  }
  return refuse("no signature is of this secret");
}

function readHeader(headers: HeadersLike, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof value === "string" && value !== "" ? value : refuse(`the header ${name} is missing`);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return refuse("the secret or a signature is not base64");
  }
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function refuse(why: string): never {
  throw new WebhookVerificationError(`The webhook is not to be trusted: ${why}.`);
}
