import type { Context } from "koa";
import type { Operation } from "@vitaledge/contract";
import type { Actor, TenantTx } from "../db/with-tenant.js";
import type { KeyDoor, KeyedRequest, StoredAnswer } from "../idempotency/idempotency.js";
import { sha256 } from "../platform/crypto.js";
import { etagOf } from "./conditional.js";
import { fail } from "./problem.js";
import { auditActorOf, type Reply } from "./trail.js";

const KEY = /^[!-~]{1,255}$/;

/** The key as a Structured Field string, `"..."`, or bare; both are the same key. */
const bareKey = (given: string): string => {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(given)?.[1];
  return quoted === undefined ? given : quoted.replaceAll(/\\(["\\])/g, "$1");
};

export const readKeyedRequest = (ctx: Context, operation: Operation, actor: Actor | undefined, body: Buffer): KeyedRequest | undefined => {
  const given = ctx.get("Idempotency-Key");
  if (!operation.idempotencyKey || !given) return undefined;
  const key = bareKey(given);
  if (!KEY.test(key)) {
    return fail("invalid_request", {
      detail: "Idempotency-Key takes 1 to 255 visible ASCII characters, quoted or bare.",
      errors: [{ pointer: "/header/Idempotency-Key", code: "format", message: "is not a key" }],
    });
  }
  return {
    actorId: auditActorOf(actor).actor.id ?? "",
    key: sha256(key),
    fingerprint: sha256(Buffer.concat([Buffer.from(`${ctx.method}\n${ctx.url}\n`), body])),
  };
};

export const keyDoorOf = (tx: TenantTx): KeyDoor => ({ query: tx.query, home: { organizationId: tx.organizationId }, cipher: tx, now: tx.now });

/** What is kept of an answer: enough to give it again. */
export const storedAnswerOf = ({ status, body, headers }: Reply): StoredAnswer => ({
  status, location: headers?.Location, etag: headers?.ETag ?? etagOf(body), file: fileOf(headers), body: body === undefined ? "" : JSON.stringify(body),
});

const fileOf = (headers: Reply["headers"]): StoredAnswer["file"] => {
  const { "Content-Type": type, "Content-Disposition": disposition } = headers ?? {};
  return type && disposition ? { type, disposition } : undefined;
};

export const replyOf = ({ status, body, location, etag, file }: StoredAnswer): Reply => ({
  status,
  body: body === "" ? undefined : (JSON.parse(body) as unknown),
  headers: {
    ...(location && { Location: location }), ...(etag && { ETag: etag }),
    ...(file && { "Content-Type": file.type, "Content-Disposition": file.disposition, "Cache-Control": "no-store, no-transform" }),
    "Idempotency-Replayed": "true",
  },
});
