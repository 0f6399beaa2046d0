import { instantAt, localDateOf, type LocalDate } from "../../packages/server/src/platform/civil.js";
import { codesOf, rulesOf } from "../../packages/server/src/features/billing/rules/catalogue.js";
import type { Actor } from "./actors.js";
import { earlierEpisodes, layEntries } from "./billing-case-facts.js";
import { programsOf, zoneOf, type BillingCase, type CaseEnrollment, type CaseProgram, type CaseReading } from "./billing-case-form.js";
import { createPatient, must, practitionerOf, sendReadings } from "./billing-scene.js";

const METRICS = {
  RPM: { metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg" },
  RTM: { metricDefinitionId: "metric_therapy_adherence", value: 1, unit: "{sessions}" },
} as const;

const RENDERING_NPI = "1679576722";

/** A charge for every code, so that no claim lacks one. */
const CHARGES = (["RPM", "RTM", "CCM", "PCM", "APCM"] as const)
  .flatMap((program) => codesOf(rulesOf(program)))
  .map((code) => ({ code, effectiveFrom: "2019-01-01", amountCents: 10_000 }));

/** What an organization states before a case: its charges, and the settings the case names. */
export const enterTerms = async (actor: Actor, { given: { config } }: BillingCase): Promise<void> => {
  const path = `/api/organizations/${actor.organizationId}`;
  await must(actor.call("PUT", `${path}/charges`, { data: CHARGES }));
  if (config) await must(actor.call("PUT", `${path}/billing-settings`, { effectiveFrom: "2000-01", ...config }));
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

const enterTime = async (actor: Actor, worked: BillingCase, ids: readonly string[]): Promise<void> => {
  for (const { entry, program, from, to } of layEntries(worked)) {
    const { kind: activity, staffRole, interactive } = entry;
    await must(actor.call("POST", "/api/time-entries", {
      enrollmentId: ids[program], startedAt: new Date(from).toISOString(), durationSeconds: (to - from) / 1000, activity, staffRole, interactive,
    }, entry.id ? { "idempotency-key": entry.id } : {}));
  }
};

const claim = (actor: Actor, enrollmentId: string, code: string, dosTo: LocalDate): Promise<unknown> =>
  must(actor.call("POST", "/api/billing/claims", { enrollmentId, code, units: 1, dosFrom: dosTo, dosTo }));

/** Enters a case for a patient of its own; answers the ids of all its enrollments, that of `given.enrollment` first. */
export const enterCase = async (actor: Actor, worked: BillingCase): Promise<string[]> => {
  const patientId = await createPatient(actor);
  const ids: string[] = [];
  for (const program of programsOf(worked)) {
    const zone = zoneOf(worked, program.enrollment);
    const id = await enroll(actor, patientId, program.enrollment, zone);
    ids.push(id);
    await enterReadings(actor, patientId, id, program, zone);
    for (const { code, dos } of program.enrollment.priorBilled ?? []) await claim(actor, id, code, dos);
  }
  await enterTime(actor, worked, ids);
  for (const { enrollment, billed } of earlierEpisodes(worked)) {
    const id = await enroll(actor, patientId, enrollment, zoneOf(worked, enrollment));
    ids.push(id);
    for (const code of billed) await claim(actor, id, code, enrollment.endDate!);
  }
  return ids;
};
