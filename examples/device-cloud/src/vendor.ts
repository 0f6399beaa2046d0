import { createHmac, timingSafeEqual } from "node:crypto";

/** What the vendor's cloud sends: one device's measurements, as its manual has them. */
export type Delivery = {
  deliveryId: string;
  device: { serial: string; manufacturer: string };
  measurements: { type: string; value: number; unit: string; takenAt: string; id: string }[];
};

/** Seconds that a delivery may be under way. */
const TOLERANCE = 300;

/** The vendor signs `timestamp.body` by HMAC-SHA256: `x-vendor-signature: t=1763650800,v1=<hex>`. Undefined where it did not sign this. */
export const readDelivery = (headers: Headers, body: string, secret: string, now = Date.now()): Delivery | undefined => {
  const [, timestamp = "", signature = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(headers.get("x-vendor-signature") ?? "") ?? [];
  if (!(Math.abs(now / 1000 - Number(timestamp || Number.NaN)) <= TOLERANCE)) return undefined;
  const expected = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? (JSON.parse(body) as Delivery) : undefined;
};
