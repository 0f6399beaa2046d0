import type { Operation } from "@vitaledge/contract";
import { BRIEF, type Patience } from "../db/patience.js";
import type { Actor } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { ProblemError } from "./problem.js";
import type { TimeLimit } from "./time-limit.js";

/** A replica that says nothing leaves the primary its time. */
const BRIEFER: Patience = { statement: 1_500, silence: 1_800 };

/** Lists and exports, as the contract tells them. FHIR's searches write what they find unindexed. */
const isOfMany = ({ method, organization, fhir, pagination, audit }: Operation): boolean =>
  method === "get" && organization && !fhir && (pagination !== null || (audit !== false && audit.action === "export"));

type Ask<T> = (deps: Deps, limit: TimeLimit) => Promise<T>;
type Request = { operation: Operation; actor: Actor | undefined; limit: TimeLimit };

/**
 * Answers of the replica where there is one and it has all that the caller wrote. Whatever it fails at, a row that is not
 * there included, the primary is asked for: it alone says no.
 */
export const preferReplica = async <T>(deps: Deps, { operation, actor, limit }: Request, ask: Ask<T>): Promise<T> => {
  const { replica } = deps;
  if (!replica || !actor || !isOfMany(operation) || !(await replica.mayRead(actor))) return ask(deps, limit);
  try {
    return await ask({ ...deps, ...replica.door }, limit.patience === BRIEF ? { ...limit, patience: BRIEFER } : limit);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === "unavailable") replica.failed(error);
    return ask(deps, limit);
  }
};

/** Notes whose work may have written something, before an answer tells of it: whoever asks another process then finds it. */
export const notingWrites = async <T>(deps: Deps, { operation, actor }: Pick<Request, "operation" | "actor">, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    if (deps.replica && actor && operation.method !== "get") await deps.replica.noteWrite(actor);
  }
};
