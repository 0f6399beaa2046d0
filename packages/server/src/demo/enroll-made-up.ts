import type { TenantTx } from "../db/with-tenant.js";
import { assignDevice, createDevice } from "../features/devices/devices.service.js";
import { createEnrollment } from "../features/enrollments/enrollments.service.js";
import { createPatient } from "../features/patients/patients.service.js";
import { logTimeEntry } from "../features/time-entries/time-entries.service.js";
import { addDays, instantAt, startOfDay, type LocalDate } from "../platform/civil.js";
import { DEMONSTRATION } from "./demonstration-accounts.js";
import type { MadeUpPatient } from "./made-up-people.js";

type Circumstances = { practitionerId: string; from: LocalDate; zone: string; index: number; now: Date };
type Enrolled = { patientId: string; deviceId: string; enrollmentId: string; startDate: LocalDate };

/** A patient with a device, enrolled in RPM, and the minutes that staff spent. */
export const enrollMadeUp = async (tx: TenantTx, made: MadeUpPatient, circumstances: Circumstances): Promise<Enrolled> => {
  const { practitionerId, from, zone, index } = circumstances;
  // Every seventh started within the last month; the documented patient has all three.
  const startDate = index % 7 === 3 ? addDays(from, 65 + (index % 20)) : from;
  const patient = await createPatient(tx, {
    firstName: made.firstName, lastName: made.lastName, birthDate: made.birthDate, sex: made.sex, mrn: made.mrn, phone: made.phone,
    address: { line1: `${10 + index} River Road`, city: "Springfield", state: "MA", postalCode: "01103", country: "US" },
    timezone: zone,
    coverages: [{ order: 1, payerName: "Medicare Part B", payerId: "04412", memberId: made.memberId, relationship: "SELF", filingCode: "MB" }],
    diagnoses: [{ code: made.condition.code, rank: 1 }],
  });
  const device = await createDevice(tx, { serialNumber: `VE-${10_000 + index}`, manufacturer: "Example Devices", model: "Home Hub" });
  await assignDevice(tx, device.id, patient.id, startOfDay(startDate, zone));
  const enrollment = await createEnrollment(tx, {
    patientId: patient.id, program: "RPM", startDate, deviceSetupDate: startDate, timezone: zone,
    // One in twelve lacks the consent, so that there is something to hold.
    ...(index % 12 !== 5 && { consent: { method: "VERBAL" as const, date: startDate, costShareDisclosed: true } }),
    orderingPractitionerId: practitionerId, renderingPractitionerId: practitionerId,
    diagnoses: [{ code: made.condition.code, rank: 1 }],
  });
  await logMinutes(tx, made, enrollment.id, startDate, circumstances);
  return { patientId: patient.id, deviceId: device.id, enrollmentId: enrollment.id, startDate };
};

const ACTIVITIES = ["REVIEW", "CALL", "REVIEW", "CARE_COORDINATION"] as const;

const logMinutes = async (tx: TenantTx, { random }: MadeUpPatient, enrollmentId: string, startDate: LocalDate, { zone, now }: Circumstances): Promise<void> => {
  let turn = random.whole(0, 3);
  for (let day = addDays(startDate, 4); ; day = addDays(day, random.whole(5, 9))) {
    const startedAt = instantAt(day, `1${random.whole(0, 6)}:15`, zone);
    if (startedAt.getTime() + 3_600_000 > now.getTime()) return;
    const activity = ACTIVITIES[turn++ % ACTIVITIES.length]!;
    await logTimeEntry(tx, {
      enrollmentId, startedAt: startedAt.toISOString(), durationSeconds: random.whole(4, 12) * 60, activity,
      interactive: activity === "CALL", staffRole: "CLINICAL_STAFF", performedBy: { userId: DEMONSTRATION.userId },
    });
  }
};
