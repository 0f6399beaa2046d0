import { decodeJwt } from "jose";
import type { Context } from "koa";
import type { Operation } from "@vitaledge/contract";
import { appendEntries } from "../audit/append.js";
import type { AuditActor, AuditDraft } from "../audit/entry.js";
import { isPassing } from "../db/database-errors.js";
import { actorIdOf, type Actor, type TenantTx } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import type { Quota } from "../limits/quotas.js";
import { patientsIn } from "./concerned.js";
import type { ProblemError } from "./problem.js";
import { clientAddress } from "./request-id.js";
import type { TimeLimit } from "./time-limit.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const ID = /^[a-z]+_[A-Za-z0-9_]{1,64}$/;
const READS: readonly string[] = ["read", "export"];

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

export const isReply = (value: unknown): value is Reply =>
  typeof value === "object" && value !== null && "status" in value && typeof value.status === "number";

/** Who and what a request is, as far as is known when it is asked for. */
type Known = { actor: AuditActor; sessionId: string | null; reason: string | null };

export const auditActorOf = (actor: Actor | undefined): Known => {
  if (!actor) return NOBODY;
  const reason = actor.type === "USER" ? actor.breakGlass ?? null : null;
  return { actor: { type: actor.type, id: actorIdOf(actor) }, sessionId: actor.sessionId, reason };
};
const NOBODY: Known = { actor: { type: "USER", id: null }, sessionId: null, reason: null };

/** FHIR writes a platform's id with hyphens. */
const rowIdOf = (fhirId: string | undefined): string | undefined => fhirId?.replaceAll("-", "_");

const idOf = (value: unknown): string | null => (typeof value === "string" && ID.test(value) ? value : null);

const draftOf = (deps: Deps, ctx: Context, operation: Operation, known: Known): AuditDraft => {
  const params = ctx.params as Record<string, string | undefined>;
  const resourceType = operation.audit ? operation.audit.resource : null;
  const id = operation.tag === "FHIR" ? rowIdOf(params.id) : params.id;
  const resourceId = idOf(id ?? params.enrollmentId ?? params.userId ?? params.orgId);
  return {
    at: deps.clock.now(), ...known,
    operationId: operation.id, method: operation.method.toUpperCase(), route: operation.path,
    outcome: "SUCCESS", status: 200, resourceType, resourceId,
    patientId: idOf(params.patientId) ?? (resourceType === "Patient" ? resourceId : null),
    fields: [],
    address: clientAddress(ctx, deps.config.trustedProxies), userAgent: ctx.get("User-Agent").slice(0, 300) || null,
    requestId: ctx.state.requestId as string,
  };
};

/** The audit of one request: who is concerned, and whether it has been written down. */
export type Trail = {
  /** Says whose request it is, where its body proves it. */
  identify(actor: Actor): void;
  /** Names patients whom the answer itself does not. */
  concern(patientIds: Iterable<string>): void;
  /** A success of this request, for a writer that owns its transaction. */
  draft(of: Pick<AuditDraft, "status" | "patientId"> & { resourceId?: string | null }): AuditDraft;
  /** Writes a change's entries into its transaction, as the last thing before the commit. */
  beforeCommit(tx: TenantTx, reply: Reply): Promise<void>;
  /** Says that the entries were written by whoever owned the transaction. */
  written(): void;
  /** Says that nothing was changed after all, so that there is no transaction to join. */
  unchanged(): void;
  /** Writes what has not been written yet, before the answer is sent. */
  beforeAnswer(reply: Reply): Promise<void>;
};

type Request = { operation: Operation; actor: Actor | undefined; organizationId: string; body: unknown };

/** An operation's answers are on record because its contract says so (`x-audit`), whatever its handler does. */
export const makeTrail = (deps: Deps, ctx: Context, { operation, actor, organizationId, body }: Request): Trail => {
  const { audit } = operation;
  const isRead = audit && READS.includes(audit.action);
  const others = new Set<string>();
  let known = auditActorOf(actor);
  let done = !audit;
  let changes = !isRead;

  const base = (status: number): AuditDraft => ({
    ...draftOf(deps, ctx, operation, known), status,
    // A form may have names of the sender's own making, and of what is public no property is changed.
    fields: isRead || operation.public ? [] : namesIn(body),
  });

  const draftsOf = (reply: Reply): AuditDraft[] => {
    const draft = base(reply.status);
    const concerned = patientsIn(draft.resourceType ?? "", reply.body);
    for (const patientId of others) concerned.set(patientId, new Set());
    if (draft.patientId && !concerned.has(draft.patientId)) concerned.set(draft.patientId, new Set());
    const resourceId = draft.resourceId ?? idOf((reply.body as { id?: unknown } | undefined)?.id);
    if (!concerned.size) return [{ ...draft, resourceId }];
    return [...concerned].map(([patientId, ids]) => ({ ...draft, patientId, resourceId: resourceId ?? (ids.size === 1 ? [...ids][0]! : null) }));
  };

  return {
    identify: (proven) => void (known = auditActorOf(proven)),
    concern: (patientIds) => {
      for (const patientId of patientIds) others.add(patientId);
    },
    draft: ({ status, patientId, resourceId = null }) => ({ ...base(status), patientId, resourceId }),
    async beforeCommit(tx, reply) {
      if (done || isRead) return;
      await appendEntries(tx, draftsOf(reply));
      done = true;
    },
    written: () => void (done = true),
    unchanged: () => void (changes = false),
    async beforeAnswer(reply) {
      if (done) return;
      if (organizationId && changes) throw new Error(`${operation.id} changed something outside the transaction of its audit entry`);
      if (organizationId) await deps.audit.append(organizationId, draftsOf(reply));
      else await deps.audit.appendSystem({ ...withBearer(draftsOf(reply)[0]!, reply), askedOrganizationId: null });
      done = true;
    },
  };
};

const namesIn = (body: unknown): string[] =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? Object.keys(body).slice(0, 100) : [];

/** A sign-in has its actor only in the answer: the token that is given out names user and session, or the key. */
const withBearer = (draft: AuditDraft, { body }: Reply): AuditDraft => {
  const given = body as { accessToken?: unknown; access_token?: unknown } | undefined;
  const token = given?.accessToken ?? given?.access_token;
  if (draft.actor.id !== null || typeof token !== "string") return draft;
  const { sub = null, sid, org } = decodeJwt(token);
  return { ...draft, actor: { type: org ? "API_KEY" : "USER", id: sub }, sessionId: typeof sid === "string" ? sid : null, resourceId: sub };
};

const DENIED = [401, 403, 429];

/**
 * Records a refusal in the operator's chain, with the organization that was asked for. A refusal stands whether or not it
 * can be recorded, for it tells nobody anything: what fails is logged.
 */
export const recordRefusal = async (deps: Deps, ctx: Context, problem: ProblemError): Promise<void> => {
  const { operation, actor, caller, limit } = ctx.state as { operation?: Operation; actor?: Actor; caller?: Known; limit?: TimeLimit };
  if (!operation || !limit || isPassing(problem)) return;
  // A flood is on record once a minute: an entry for each of its requests would make it a flood of the disk.
  const quota = ctx.state.quota as Quota | undefined;
  if (quota && !quota.taken && !quota.firstRefusal) return;
  const asked = ctx.get("X-Organization-ID");
  const draft = draftOf(deps, ctx, operation, actor ? auditActorOf(actor) : caller ?? NOBODY);
  const outcome = DENIED.includes(problem.status) ? "DENIED" : "FAILED";
  try {
    await limit.spend(() => deps.audit.appendSystem({
      ...draft, outcome, status: problem.status, reason: [problem.code, draft.reason].filter(Boolean).join(" "), askedOrganizationId: ORGANIZATION.test(asked) ? asked : null,
    }));
  } catch (error) {
    deps.log.error({ event: "audit_failed", requestId: ctx.state.requestId as string, err: error }, "a refusal could not be recorded");
  }
};
