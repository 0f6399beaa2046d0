import type { AuditDraft } from "../../audit/entry.js";
import type { Outcome, Recordable } from "./reading.js";

/** The request that readings came with. Of a bulk that takes several transactions each patient is written down once. */
export type ReadingAudit = {
  draft(of: { status: number; patientId: string; resourceId?: string | null }): AuditDraft;
  readonly single: boolean;
  /** Patients whose entries have been committed. */
  readonly recorded: Set<string>;
};

type Stored = Extract<Outcome, { kind: "created" | "duplicate" }>;

const isStored = (outcome: Outcome | undefined): outcome is Stored => outcome?.kind === "created" || outcome?.kind === "duplicate";

const statusOf = ({ single }: ReadingAudit, { kind }: Stored): number => (single && kind === "created" ? 201 : 200);

/** One entry for each request and patient concerned; what was refused has the refusal's own. */
export const draftsOf = (items: readonly Recordable[], outcomes: readonly Outcome[]): AuditDraft[] => {
  const seen = new Map<ReadingAudit, Set<string>>();
  return items.flatMap(({ audit }, index) => {
    const outcome = outcomes[index];
    if (!audit || !isStored(outcome)) return [];
    const { patient_id: patientId, id } = outcome.row;
    const patients = seen.get(audit) ?? new Set(audit.recorded);
    seen.set(audit, patients);
    if (patients.has(patientId)) return [];
    patients.add(patientId);
    return [audit.draft({ status: statusOf(audit, outcome), patientId, resourceId: audit.single ? id : null })];
  });
};

/** To be called once the transaction is committed. */
export const markRecorded = (items: readonly Recordable[], outcomes: readonly Outcome[]): void => {
  items.forEach(({ audit }, index) => {
    const outcome = outcomes[index];
    if (audit && isStored(outcome)) audit.recorded.add(outcome.row.patient_id);
  });
};
