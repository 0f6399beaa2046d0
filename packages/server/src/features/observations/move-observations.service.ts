import type { TenantTx } from "../../db/with-tenant.js";
import { appendEvents } from "../../outbox/events.js";
import { enrollmentsOfPatients } from "../enrollments/enrollments.service.js";
import { linkUnlinked } from "./linking.js";
import { recountDays } from "./reading-days.service.js";
import { settlePanels } from "./panels.sql.js";
import { moveRows, voidDoubles } from "./observations.sql.js";

/**
 * Gives a patient's readings to another one, who has the first one's enrollments by now; both patients are locked. What both
 * have is voided once. Readings keep their enrollment; those without one are linked as if they had come to that patient.
 */
export const moveObservations = async (tx: TenantTx, from: string, to: string): Promise<void> => {
  const voided = await voidDoubles(tx, from, to);
  await moveRows(tx, from, to);
  await settlePanels(tx, [...new Set(voided.flatMap(({ fhir_id }) => fhir_id ?? []))]);
  await linkUnlinked(tx, to, (await enrollmentsOfPatients(tx, [to])).get(to) ?? []);
  await recountDays(tx, [...new Set(voided.flatMap(({ enrollment_id }) => enrollment_id ?? []))]);
  await appendEvents(tx, voided.map(({ id, enrollment_id }) => ({ type: "observation.voided", id, patientId: to, enrollmentId: enrollment_id })));
};
