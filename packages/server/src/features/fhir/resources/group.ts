import type { Group } from "fhir/r4.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { enrolledByProgram, type Enrolled } from "../../enrollments/enrollments.service.js";
import type { HistoryAsk, Source, Version } from "../model.js";
import { indexedVersions } from "./stale.sql.js";
import { organizationOf, referTo, type Refer } from "./refer.js";
import { asResource } from "./row-source.js";
import { ownCodes } from "./systems.js";
import type { Reference } from "fhir/r4.js";

const idOf = (program: string): string => `program-${program.toLowerCase()}`;

const groupOf = ({ program, patientIds }: Enrolled, patient: Refer, organization: Reference): Group => ({
  resourceType: "Group",
  identifier: [{ system: ownCodes("program"), value: program }],
  active: true,
  type: "person",
  actual: true,
  code: { coding: [{ system: ownCodes("program"), code: program }], text: program },
  name: program,
  quantity: patientIds.length,
  managingEntity: organization,
  ...(patientIds.length && { member: patientIds.map((id) => ({ entity: patient(id) })) }),
});

const versionsOf = async (tx: TenantTx, groups: readonly Enrolled[]): Promise<Version[]> => {
  const patient = await referTo(tx, "Patient", groups.flatMap(({ patientIds }) => patientIds));
  return groups.map((group) => {
    const { resourceType, ...rest } = asResource(groupOf(group, patient, organizationOf(tx)));
    const id = idOf(group.program);
    const meta = { versionId: String(group.changes), lastUpdated: group.changedAt.toISOString() };
    return {
      type: "Group", id, rowId: id, version: group.changes, lastUpdated: group.changedAt,
      resource: { resourceType, id, meta, ...rest }, patientIds: group.patientIds,
    };
  });
};

const load = async (tx: TenantTx, ids: readonly string[]): Promise<Version[]> =>
  versionsOf(tx, (await enrolledByProgram(tx)).filter(({ program }) => ids.includes(idOf(program))));

const isAsked = ({ since, before }: HistoryAsk) => ({ lastUpdated: at, id }: Version): boolean =>
  (!since || at >= since) && (!before || at < before.at || (at.getTime() === before.at.getTime() && id < before.id));

/** One a program: the patients with an open enrollment in it. What one was before is told by its enrollments alone. */
export const groupSource: Source = {
  type: "Group",
  load,
  history: (tx, id) => load(tx, [id]),

  changes: async (tx, ask) =>
    (await versionsOf(tx, await enrolledByProgram(tx))).filter(isAsked(ask))
      .toSorted((one, other) => other.lastUpdated.getTime() - one.lastUpdated.getTime() || (one.id < other.id ? 1 : -1)).slice(0, ask.limit),

  stale: async (tx, { since, limit }) => {
    const changed = (await enrolledByProgram(tx)).filter(({ changedAt }) => !since || changedAt >= since);
    const indexed = await indexedVersions(tx, "Group", changed.map(({ program }) => idOf(program)));
    return changed.filter(({ program, changes }) => indexed.get(idOf(program)) !== changes).map(({ program }) => idOf(program)).slice(0, limit);
  },
};
