/** What names a patient or tells of health, each with letters that are found nowhere else. */
export const clear: string[] = [];
/** The same of what lies encrypted in the tables. */
export const sealed: string[] = [];

const markIn = (list: string[]) => (name: string): string => {
  const marker = `Zq${name}7f3a`;
  if (!list.includes(marker)) list.push(marker);
  return marker;
};
export const say = markIn(clear);
export const hide = markIn(sealed);
/** Numbers, days and zones have no letters to spare: values that nothing else has. */
export const odd = <Value extends string | number>(value: Value): Value => {
  if (!clear.includes(String(value))) clear.push(String(value));
  return value;
};

export const PHONE = "+12125550147";

export const patientBody = () => ({
  mrn: say("Mrn"), firstName: say("First"), lastName: say("Last"), birthDate: odd("1931-03-17"), sex: "FEMALE",
  email: `${say("email").toLowerCase()}@example.com`, phone: odd(PHONE), timezone: odd("Pacific/Chatham"), language: odd("zu-ZA"),
  address: { line1: hide("Line1"), line2: hide("Line2"), city: say("City"), state: "NY", postalCode: odd("12207-4421"), country: "US" },
  diagnoses: [{ code: odd("I50.814"), description: say("Diagnosis"), rank: 1 }],
  coverages: [{
    order: 1, payerName: say("Payer"), payerId: say("PayerId"), memberId: hide("Member"), relationship: say("Relation"), groupNumber: say("Group"), filingCode: "CI",
    from: odd("2025-11-03"), to: odd("2027-10-29"),
    subscriber: { firstName: say("Subscriber"), lastName: say("Surname"), birthDate: odd("1929-07-23"), sex: "MALE" },
  }],
  alignments: [{ model: "ACCESS", track: say("Track"), participant: "OWN", from: odd("2026-01-13"), to: odd("2027-01-12") }],
  externalIds: [{ system: `https://${say("system").toLowerCase()}.example.com`, value: say("External") }],
  metadata: { hint: hide("Metadata") },
});

export const searchBody = () => ({ search: say("First"), mrn: say("Mrn"), externalId: `https://${say("system").toLowerCase()}.example.com|${say("External")}` });

export const readingBody = (patientId: string, recordedAt: string) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: odd(187.4219), unit: "mmHg", source: "MANUAL", recordedAt: odd(recordedAt),
  groupId: say("Group"), externalId: say("ReadingId"), note: hide("ReadingNote"), metadata: { cuff: hide("ReadingMetadata") },
  context: {
    bodyPosition: say("Position"), bodySite: say("Site"), mealRelation: say("Meal"), activity: say("Activity"), irregularHeartbeat: true, averagedFrom: 3,
  },
});

export const enrollmentBody = (patientId: string, practitionerId: string) => ({
  patientId, program: "RPM", startDate: odd("2025-12-05"), endDate: odd("2026-08-19"), endReason: "GOALS_MET", timezone: odd("Pacific/Chatham"),
  pauses: [{ from: odd("2025-12-11"), to: odd("2025-12-16") }], deviceSetupDate: odd("2025-12-07"),
  orderingPractitionerId: practitionerId, renderingPractitionerId: practitionerId,
  consent: { method: "VERBAL", date: odd("2025-11-29"), obtainedBy: say("Witness"), wordingVersion: say("Wording"), costShareDisclosed: true, revokedAt: odd("2031-05-17T10:30:00.000Z") },
  diagnoses: [{ code: odd("I13.11"), description: say("Billed"), rank: 1 }],
  billingFacts: {
    establishedPatient: true, otherPractitionerBilled: false, globalPeriodSamePractitioner: false, chronicConditions: 4, carePlanDate: odd("2025-12-09"), mdmComplexity: "MODERATE",
    qualifiedMedicareBeneficiary: true, apcmElementsAttested: true, rtmSystem: "RESPIRATORY", emVisitDates: [odd("2026-02-11")],
  },
});

export const monthFactsBody = () => ({
  mdmComplexity: "HIGH", otherPractitionerBilled: false, globalPeriodSamePractitioner: false, qualifiedMedicareBeneficiary: true, apcmElementsAttested: true,
  emVisitDates: [odd("2026-01-27")],
});

export const timeBody = (enrollmentId: string, note: string) => ({
  enrollmentId, startedAt: odd("2026-03-02T09:07:41.000Z"), durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF", note: hide(note),
});

export const deviceBody = (more = "") => ({ serialNumber: say(`Serial${more}`), imei: odd(`35209900176148${more.length}`), gatewayId: say("Gateway"), manufacturer: "Acme" });

export const claimBody = (enrollmentId: string) => ({
  enrollmentId, code: "99453", units: 1, dosFrom: odd("2025-12-18"), dosTo: odd("2025-12-19"), payerClaimNumber: say("PayerClaim"),
});
