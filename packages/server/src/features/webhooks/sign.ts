import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** 32 random bytes (Standard Webhooks asks for 24 to 64), written as the specification has them. */
export const makeSecret = (): string => `${PREFIX}${randomBytes(32).toString("base64")}`;

type Signed = { id: string; timestamp: number; body: string };

/** The header `webhook-signature`: one of each secret, separated by blanks. `timestamp` is in seconds. */
export const signaturesOf = (secrets: readonly string[], { id, timestamp, body }: Signed): string =>
  secrets
    .map((secret) => createHmac("sha256", Buffer.from(secret.slice(PREFIX.length), "base64")).update(`${id}.${timestamp}.${body}`).digest("base64"))
    .map((signature) => `v1,${signature}`)
    .join(" ");
