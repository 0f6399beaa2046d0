import { appendEntries } from "../../../audit/append.js";
import { problemOf } from "../../../db/database-errors.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { ProblemError } from "../../../http/problem.js";
import type { Scope } from "../../../http/scope.js";
import { accessOf, type Access } from "../acts/access.js";
import { etagOf, locationOf } from "../acts/answers.js";
import { outcomeOf } from "../outcome.js";
import type { FhirHandler, FhirRequest } from "../request.js";
import { bundleOf, fullUrlOf, type Bundle, type BundleEntry } from "./bundle.js";
import { readBundle, within, type Entry } from "./entries.js";
import { perform, type Done } from "./perform.js";
import { runTransaction } from "./transaction.js";

const PHRASES: Record<number, string> = { 200: "200 OK", 201: "201 Created", 204: "204 No Content" };

/** Reads are answered with what they read; of writes the resource comes where `Prefer: return=representation` asks for it. */
const entryOf = ({ base, prefer }: FhirRequest, { status, version, found, shown }: Done): BundleEntry => ({
  ...(version?.resource && { fullUrl: fullUrlOf(base, version) }),
  ...(found && { resource: found }),
  ...(version?.resource && (shown || prefer.return === "representation") && { resource: version.resource }),
  response: {
    status: PHRASES[status] ?? String(status),
    ...(version && { location: locationOf(base, version), etag: etagOf(version), lastModified: version.lastUpdated.toISOString() }),
  },
});

const concernedBy = ({ version, patientIds = [] }: Done): readonly string[] => version?.patientIds ?? patientIds;

export const handleBundle: FhirHandler = async (request, scope, print) => {
  const { kind, entries } = readBundle(request.body, request.base);
  const access = accessOf(scope, request.base);
  if (kind === "batch") return scope.onceInParts(async () => print({ status: 200, resource: await batch(request, scope, access, entries) }));
  return scope.withTenant(async (tx) => {
    const done = await runTransaction(tx, access, entries);
    for (const each of done) scope.trail.concern(concernedBy(each));
    return print({ status: 200, resource: bundleOf("transaction-response", done.map((each) => entryOf(request, each)), {}) });
  });
};

/** Each entry by itself: what one fails in is no other's loss. */
const batch = async (request: FhirRequest, scope: Scope, access: Access, entries: readonly Entry[]): Promise<Bundle> => {
  const answers: BundleEntry[] = [];
  for (const entry of entries) answers.push(await alone(request, scope, access, entry));
  scope.trail.written();
  return bundleOf("batch-response", answers, {});
};

const alone = async (request: FhirRequest, scope: Scope, access: Access, entry: Entry): Promise<BundleEntry> => {
  try {
    // No Reply: the key of the request is the bundle's, and so is its answer.
    const { done } = await scope.withTenant(async (tx) => ({ done: await recorded(tx, scope, await within(entry, () => perform(tx, access, entry))) }));
    return entryOf(request, done);
  } catch (error) {
    const problem = error instanceof ProblemError ? error : problemOf(error);
    if (!problem) throw error;
    return { response: { status: String(problem.status), outcome: outcomeOf(problem, scope.deps.publicUrl, scope.requestId) } };
  }
};

const recorded = async (tx: TenantTx, scope: Scope, done: Done): Promise<Done> => {
  const patients = [...new Set(concernedBy(done))];
  await appendEntries(tx, (patients.length ? patients : [null]).map((patientId) => scope.trail.draft({ status: done.status, patientId })));
  return done;
};

