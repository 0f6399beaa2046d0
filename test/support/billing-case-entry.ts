import { addDays, instantAt, lastDay, localDateOf, type LocalDate } from "../../packages/server/src/platform/civil.js";
import type { Actor } from "./actors.js";
import { factsOfCase, type BillingCase, type CaseEnrollment, type CaseProgram, type CaseReading } from "./billing-case-facts.js";
import { createPatient, must, practitionerOf, sendReadings } from "./billing-scene.js";

const METRICS = {
  RPM: { metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg" },
  RTM: { metricDefinitionId: "metric_therapy_adherence", value: 1, unit: "{sessions}" },
} as const;

const RENDERING_NPI = "1679576722";

const programsOf = ({ given }: BillingCase): CaseProgram[] => [given, ...(given.otherPrograms ?? [])];
const zoneOf = (worked: BillingCase): string => factsOfCase(worked).enrollments[0]!.timezone;

/** The moment at which a case is asked about: the end of `asOf`, else noon of the 15th of the month after. */
export const clockOf = (worked: BillingCase): Date => {
  const day = worked.asOf ?? addDays(lastDay(worked.month), 15);
  return instantAt(day, worked.asOf ? "23:59" : "12:00", zoneOf(worked));
};

const factsGiven = (given: CaseEnrollment): Record<string, unknown> => ({
  establishedPatient: given.establishedPatient, otherPractitionerBilled: given.otherPractitionerBilled,
  globalPeriodSamePractitioner: given.globalPeriodSamePractitioner, chronicConditions: given.chronicConditions, carePlanDate: given.carePlanDate,
  mdmComplexity: given.mdmComplexity, apcmElementsAttested: given.apcmElementsAttested, rtmSystem: given.rtmSystem,
  qualifiedMedicareBeneficiary: given.qmb, emVisitDates: given.emDates,
});

const enroll = async (actor: Actor, patientId: string, given: CaseEnrollment, timezone: string): Promise<string> => {
  const ordering = given.orderingProviderNpi ? await practitionerOf(actor, given.orderingProviderNpi) : undefined;
  const made = await must(actor.call("POST", "/api/enrollments", {
    patientId, program: given.program, startDate: given.startDate, timezone, allowConflict: true,
    ...(given.endDate && { endDate: given.endDate, endReason: "OTHER" }),
    ...(given.consentDate && { consent: { date: given.consentDate } }),
    deviceSetupDate: given.deviceSetupDate,
    orderingPractitionerId: ordering,
    renderingPractitionerId: await practitionerOf(actor, RENDERING_NPI),
    diagnoses: (given.icd10 ?? []).map((code, at) => ({ code, rank: at + 1 })),
    billingFacts: factsGiven(given),
  }));
  return made.id;
};

type Given = { reading: Exclude<CaseReading, string>; recordedAt: Date; date: LocalDate; device: string | undefined };

const readingsOf = ({ enrollment, observationsDays = [] }: CaseProgram, zone: string): Given[] =>
  observationsDays.map((given) => {
    const reading = typeof given === "string" ? { date: given } : given;
    const recordedAt = reading.at ? new Date(reading.at) : instantAt(reading.date ?? "", "12:00", zone);
    const device = reading.device ?? (enrollment.deviceFdaDefined === false ? "not cleared" : undefined);
    return { reading, recordedAt, date: localDateOf(recordedAt, zone), device };
  });

const assignDevice = async (actor: Actor, patientId: string, from: Date, fdaDefined = true): Promise<string> => {
  const serialNumber = `${patientId}-${from.getTime()}-${Math.random()}`;
  const { id } = await must(actor.call("POST", "/api/devices", { serialNumber, manufacturer: "Example Devices", fdaDefined }));
  await must(actor.call("POST", `/api/devices/${id}/assign`, { patientId, from: from.toISOString() }));
  return id;
};

const devicesOf = async (actor: Actor, patientId: string, { enrollment }: CaseProgram, given: readonly Given[], zone: string): Promise<Map<string, string>> => {
  const devices = new Map<string, string>();
  for (const name of new Set(given.flatMap(({ device }) => device ?? []))) {
    const first = given.filter(({ device }) => device === name).map(({ date }) => date).toSorted()[0]!;
    devices.set(name, await assignDevice(actor, patientId, instantAt(first, "00:00", zone), enrollment.deviceFdaDefined));
  }
  if (enrollment.secondDeviceSetupDate) await assignDevice(actor, patientId, instantAt(enrollment.secondDeviceSetupDate, "00:00", zone));
  return devices;
};

const enterReadings = async (actor: Actor, patientId: string, enrollmentId: string, program: CaseProgram, zone: string): Promise<void> => {
  const { enrollment } = program;
  const given = readingsOf(program, zone);
  const devices = await devicesOf(actor, patientId, program, given, zone);
  const isInside = (date: LocalDate): boolean => enrollment.startDate <= date && date <= (enrollment.endDate ?? date);
  await sendReadings(actor, given.map(({ reading, recordedAt, date, device }) => ({
    patientId, ...METRICS[enrollment.program === "RTM" ? "RTM" : "RPM"], source: reading.source ?? "DEVICE", recordedAt: recordedAt.toISOString(),
    ...(device && { deviceId: devices.get(device) }),
    ...(isInside(date) && { enrollmentId }),
  })));
};

/** Enters a case for a patient of its own; answers the ids of its enrollments, that of `given.enrollment` first. */
export const enterCase = async (actor: Actor, worked: BillingCase): Promise<string[]> => {
  const facts = factsOfCase(worked);
  const patientId = await createPatient(actor);
  const ids: string[] = [];
  for (const [at, program] of programsOf(worked).entries()) {
    const zone = facts.enrollments[at]!.timezone;
    const id = await enroll(actor, patientId, program.enrollment, zone);
    ids.push(id);
    await enterReadings(actor, patientId, id, program, zone);
  }
  for (const { enrollmentId, startedAt, durationSeconds, activity, staffRole, interactive } of facts.timeEntries) {
    const id = ids[facts.enrollments.findIndex((enrollment) => enrollment.id === enrollmentId)];
    await must(actor.call("POST", "/api/time-entries", { enrollmentId: id, startedAt: startedAt.toISOString(), durationSeconds, activity, staffRole, interactive }));
  }
  return ids;
};
