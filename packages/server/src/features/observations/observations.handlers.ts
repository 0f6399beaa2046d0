import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import type { Trail } from "../../http/trail.js";
import type { ReadingAudit } from "./batch-audit.js";
import { Replayed } from "../../idempotency/idempotency.js";
import { createdReply, duplicateReply } from "./observations.replies.js";
import { presentBucket, presentObservation } from "./observations.present.js";
import { itemsOf, recordItems } from "./bulk.js";
import { expectPatient, findPage, getObservation, readPatientTrend, voidObservation } from "./observations.service.js";

type ObservationHandlers = Pick<Handlers,
  "recordObservation" | "recordObservations" | "listObservations" | "getObservation" | "voidObservation" | "listPatientObservations" | "getPatientTrends">;

const readingAudit = (trail: Trail, single: boolean): ReadingAudit => ({ draft: trail.draft, single, recorded: new Set() });

export const observationHandlers: ObservationHandlers = {
  // The writer owns the transaction: requests that arrive together are stored together.
  recordObservation: async ({ body }, scope) => {
    const audit = readingAudit(scope.trail, true);
    const outcome = await scope.deps.recorder.record(scope.organizationId, { input: body, receivedAt: scope.now, audit, keyed: scope.keyed });
    if (outcome.kind === "replayed") throw new Replayed(outcome.answer);
    if (outcome.kind === "rejected") throw outcome.problem;
    if (outcome.kind === "failed") throw outcome.error;
    scope.trail.written();
    const observation = await scope.withCipher((tx) => presentObservation(tx, outcome.row));
    return outcome.kind === "duplicate" ? duplicateReply(observation) : createdReply(observation);
  },

  // Natural keys keep it from doing anything twice, whatever becomes of the answer.
  recordObservations: ({ body }, scope) =>
    scope.onceInParts(async () => {
      const audit = readingAudit(scope.trail, false);
      const items = itemsOf(body as Parameters<typeof itemsOf>[0]);
      const result = await recordItems(scope.deps.recorder, scope.organizationId, items, { receivedAt: scope.now, audit });
      if (audit.recorded.size) scope.trail.written();
      else scope.trail.unchanged();
      return { status: 200, body: result };
    }),

  listObservations: ({ query }, scope) =>
    scope.withTenant(async (tx) => {
      const page = await findPage(tx, { ...query, limit: query.limit ?? 50, statuses: query.status ?? ["FINAL"] });
      return { status: 200, body: listBody(page, (row) => presentObservation(tx, row)) };
    }, { inOneTrip: !query.includeTotal }),

  listPatientObservations: async ({ path, query }, scope) => {
    const body = await scope.withTenant(async (tx) => {
      const page = await findPage(tx, { ...query, patientId: path.patientId, limit: query.limit ?? 50, statuses: query.status ?? ["FINAL"] });
      return listBody(page, (row) => presentObservation(tx, row));
    }, { inOneTrip: !query.includeTotal });
    if (!body.data.length) await scope.withTenant((tx) => expectPatient(tx, path.patientId), { inOneTrip: true });
    return { status: 200, body };
  },

  getObservation: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentObservation(tx, await getObservation(tx, path.id)) })),

  voidObservation: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentObservation(tx, await voidObservation(tx, path.id, body?.reason)) })),

  getPatientTrends: ({ path, query }, scope) =>
    scope.withTenant(async (tx) => {
      const { unit, timezone, interval, buckets } = await readPatientTrend(tx, { ...query, patientId: path.patientId });
      return {
        status: 200,
        body: { patientId: path.patientId, metricDefinitionId: query.metricDefinitionId, unit, interval, timezone, data: buckets.map(presentBucket) },
      };
    }),
};
