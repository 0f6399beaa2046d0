import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { verifyWebhook, WebhookVerificationError } from "./webhooks.js";

const NOW = Date.parse("2026-03-02T12:00:00Z");
const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const OTHER = `whsec_${Buffer.from("fedcba9876543210fedcba9876543210").toString("base64")}`;
const EVENT = { id: "evt_1", type: "alert.opened", timestamp: "2026-03-02T11:59:59.000Z", organizationId: "org_1", data: { id: "alert_ä" } };
const BODY = JSON.stringify(EVENT);

/** Signed by an implementation of another author. */
const headersOf = (secrets = [SECRET], at = NOW): Record<string, string> => ({
  "webhook-id": EVENT.id,
  "webhook-timestamp": String(Math.floor(at / 1000)),
  "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(EVENT.id, new Date(at), BODY)).join(" "),
});
const verify = (more: Partial<Parameters<typeof verifyWebhook>[0]> = {}): Promise<unknown> =>
  verifyWebhook({ secret: SECRET, headers: headersOf(), body: BODY, now: NOW, ...more });
const expectRefusal = (work: Promise<unknown>): Promise<void> => expect(work).rejects.toBeInstanceOf(WebhookVerificationError);

describe("a webhook", () => {
  it("is taken as text, as bytes, with the headers of fetch and of Node", async () => {
    expect(await verify()).toEqual(EVENT);
    expect(await verify({ body: new TextEncoder().encode(BODY), headers: new Headers(headersOf()) })).toEqual(EVENT);
    const capitals = Object.fromEntries(Object.entries(headersOf()).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await verify({ headers: capitals })).toEqual(EVENT);
  });

  it("is taken by either of two secrets while they change", async () => {
    for (const secret of [SECRET, OTHER]) expect(await verify({ secret, headers: headersOf([OTHER, SECRET]) })).toEqual(EVENT);
  });

  it("is refused where a byte of it was changed, or it is another's", async () => {
    await expectRefusal(verify({ body: BODY.replace("opened", "openeD") }));
    await expectRefusal(verify({ headers: { ...headersOf(), "webhook-id": "evt_2" } }));
    await expectRefusal(verify({ secret: OTHER }));
  });

  it("is refused five minutes after it was signed, and before", async () => {
    expect(await verify({ headers: headersOf([SECRET], NOW - 300_000) })).toEqual(EVENT);
    for (const off of [-301_000, 301_000]) await expectRefusal(verify({ headers: headersOf([SECRET], NOW + off) }));
  });

  it("is refused where a header is missing or is none", async () => {
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) await expectRefusal(verify({ headers: { ...headersOf(), [name]: undefined } }));
    for (const signature of ["v1", "v1,", "v1,%", "v2,AAAA", "x"]) await expectRefusal(verify({ headers: { ...headersOf(), "webhook-signature": signature } }));
    await expectRefusal(verify({ headers: { ...headersOf(), "webhook-timestamp": "NaN" } }));
  });
});
