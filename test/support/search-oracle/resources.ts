import type { Resource } from "../../../packages/server/src/features/fhir/model.js";
import type { Random } from "./random.js";

/** What is asked for, and what it leads to. Ids are the same in all types: `subject=x1` may mean several. */
export const TYPES = ["Patient", "Practitioner", "Encounter", "DiagnosticReport", "Goal", "Condition", "Observation"] as const;
export type OracleType = (typeof TYPES)[number];
export const IDS = Array.from({ length: 9 }, (_, index) => `x${index}`);

const SYSTEMS = ["http://example.org/a", "http://example.org/b"];
const CODES = ["alpha", "beta", "gam,ma", "del|ta", "eps$"];
const DISPLAYS = ["Chest pain", "Chest X-ray", "Émile's fever", "blood"];
const NAMES = ["Müller", "Muller", "Smith", "Smithson", "O'Neil", "Ærø", "Ana María", "anna", "Straße"];
const UCUM = "http://unitsofmeasure.org";
const WHO = { Patient: "Patient", Practitioner: "Practitioner", Encounter: "Encounter", Observation: "Observation", Condition: "Condition" } as const;

export const resourcesOf = (random: Random) => {
  const { pick, chance, below } = random;
  const maybe = (made: () => object, share = 0.6): object => (chance(share) ? made() : {});
  const pad = (value: number): string => String(value).padStart(2, "0");
  const day = (): string => `${2024 + below(3)}-${pad(1 + below(9))}-${pad(1 + below(28))}`;
  const instant = (): string => `${day()}T${pad(below(24))}:${pad(below(60))}:${pad(below(60))}${pick(["Z", "+02:00", ".250Z", "-05:30"])}`;
  const dateTime = (): string => pick([() => day().slice(0, 4), () => day().slice(0, 7), day, instant, instant])();
  const period = () => {
    const [start, end] = [instant(), instant()].toSorted((one, other) => Date.parse(one) - Date.parse(other));
    return pick([{ start, end }, { start }, { end }, { start: start!.slice(0, 10), end: end!.slice(0, 10) }]);
  };
  const coding = () => ({ ...maybe(() => ({ system: pick(SYSTEMS) }), 0.8), code: pick(CODES), ...maybe(() => ({ display: pick(DISPLAYS) }), 0.4) });
  const concept = () => (chance(0.1) ? { text: pick(DISPLAYS) } : { coding: random.some([0, 1], 2).map(coding), ...maybe(() => ({ text: pick(DISPLAYS) }), 0.3) });
  const decimal = (): number => pick([5, 5.4, 5.42, 10, 72, 100.5, 120, 0.5, -3]);
  const quantity = () => ({ value: decimal(), ...pick([{}, { unit: "min" }, { unit: "milligram", system: UCUM, code: "mg" }, { system: UCUM, code: "min" }]) });
  const identifier = () => ({
    ...maybe(() => ({ system: pick(SYSTEMS) }), 0.7), value: pick(["1", "2", "a,b", "77"]),
    ...maybe(() => ({ type: { coding: [{ system: SYSTEMS[0], code: "MR" }] } }), 0.4),
  });
  const to = (...types: (keyof typeof WHO)[]) =>
    chance(0.1) ? { identifier: { system: pick(SYSTEMS), value: pick(["1", "2"]) } }
      : chance(0.1) ? { reference: `https://other.example.org/fhir/${pick(types)}/${pick(IDS)}` }
        : { reference: `${pick(types)}/${pick(IDS)}` };
  const name = () => ({ family: pick(NAMES), given: random.some(NAMES, 2), ...maybe(() => ({ prefix: ["Dr"] }), 0.2) });
  const address = () => ({ city: pick(["Köln", "Boston", "Bern"]), state: pick(["MA", "BE"]), postalCode: pick(["02139", "3011"]), country: pick(["US", "CH"]), use: pick(["home", "work"]) });
  const telecom = () => pick([{ system: "phone", value: pick(["+12015550123", "+12015550124"]) }, { system: "email", value: pick(["eve@example.org", "bob@example.org"]) }]);
  const meta = () => ({ meta: { ...maybe(() => ({ tag: [coding()] }), 0.4), ...maybe(() => ({ source: pick(["http://example.org/feed", "http://example.org/feed/deep"]) }), 0.4) } });
  const gender = () => ({ gender: pick(["male", "female", "other", "unknown"]) });

  const person = () => ({ ...maybe(() => ({ name: random.some([0, 1], 2).map(name) }), 0.9), ...maybe(gender), ...maybe(() => ({ address: [address()] })), ...maybe(() => ({ telecom: [telecom()] })), ...maybe(() => ({ active: chance(0.5) })) });
  const value = () => pick([{ valueQuantity: quantity() }, { valueQuantity: quantity() }, { valueCodeableConcept: concept() }, { valueString: pick(DISPLAYS) }, { valueDateTime: dateTime() }, { valuePeriod: period() }, {}]);
  const component = () => ({ code: concept(), ...pick([{ valueQuantity: quantity() }, { valueCodeableConcept: concept() }, { dataAbsentReason: concept() }]) });

  const bodies: Record<OracleType, () => object> = {
    Patient: () => ({
      ...person(), ...maybe(() => ({ identifier: [identifier()] })), ...maybe(() => ({ birthDate: `19${40 + below(40)}-${pad(1 + below(12))}-11` })),
      ...maybe(() => ({ generalPractitioner: [{ reference: `Practitioner/${pick(IDS)}` }] })), ...maybe(() => pick([{ deceasedBoolean: false }, { deceasedBoolean: true }, { deceasedDateTime: day() }]), 0.3),
      ...maybe(() => ({ communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: pick(["en", "de"]) }] } }] }), 0.4),
    }),
    Practitioner: () => ({ ...person(), ...maybe(() => ({ identifier: random.some([0, 1], 2).map(identifier) })), ...maybe(() => ({ communication: [concept()] }), 0.3) }),
    Encounter: () => ({
      status: pick(["planned", "finished", "in-progress"]), class: coding(), ...maybe(() => ({ identifier: [identifier()] }), 0.4), ...maybe(() => ({ subject: to("Patient") }), 0.8),
      ...maybe(() => ({ period: period() }), 0.8), ...maybe(() => ({ length: quantity() })), ...maybe(() => ({ type: [concept()] })), ...maybe(() => ({ reasonCode: [concept()] }), 0.4),
      ...maybe(() => ({ participant: [{ type: [concept()], individual: to("Practitioner") }] })), ...maybe(() => ({ partOf: to("Encounter") }), 0.3),
      ...maybe(() => ({ diagnosis: [{ condition: to("Condition") }] }), 0.4), ...maybe(() => ({ reasonReference: [to("Condition", "Observation")] }), 0.4),
    }),
    DiagnosticReport: () => ({
      status: pick(["final", "preliminary"]), code: concept(), ...maybe(() => ({ category: [concept()] })), ...maybe(() => ({ subject: to("Patient") }), 0.8), ...maybe(() => ({ encounter: to("Encounter") })),
      ...maybe(() => pick([{ effectiveDateTime: dateTime() }, { effectivePeriod: period() }]), 0.8), ...maybe(() => ({ issued: instant() })), ...maybe(() => ({ result: [to("Observation"), to("Observation")] })),
      ...maybe(() => ({ performer: [to("Practitioner")] })), ...maybe(() => ({ conclusionCode: [concept()] }), 0.4),
    }),
    Goal: () => ({
      lifecycleStatus: pick(["active", "completed"]), description: { text: "x" }, subject: to("Patient"), ...maybe(() => ({ category: [concept()] })), ...maybe(() => ({ achievementStatus: concept() })),
      ...maybe(() => ({ startDate: day() })), ...maybe(() => ({ target: [{ measure: concept(), detailQuantity: quantity(), dueDate: day() }] })), ...maybe(() => ({ identifier: [identifier()] }), 0.4),
    }),
    Condition: () => ({
      subject: to("Patient"), code: concept(), ...maybe(() => ({ category: [concept()] })), ...maybe(() => ({ severity: concept() })), ...maybe(() => ({ recordedDate: dateTime() })), ...maybe(() => ({ encounter: to("Encounter") })),
      ...maybe(() => pick([{ onsetDateTime: dateTime() }, { onsetPeriod: period() }, { onsetAge: { value: 40 + below(4), system: UCUM, code: "a" } }, { onsetRange: { low: { value: 40 }, high: { value: 42 } } }, { onsetString: pick(DISPLAYS) }]), 0.8),
      ...maybe(() => ({ evidence: [{ code: [concept()], detail: [to("Observation")] }] }), 0.4), ...maybe(() => ({ asserter: to("Patient", "Practitioner") }), 0.4),
    }),
    Observation: () => ({
      status: pick(["final", "preliminary"]), code: concept(), ...maybe(() => ({ subject: to("Patient") }), 0.8), ...maybe(() => ({ category: [concept()] })), ...value(),
      ...maybe(() => pick([{ effectiveDateTime: dateTime() }, { effectivePeriod: period() }]), 0.8), ...maybe(() => ({ component: random.some([0, 1, 2], 3).map(component) }), 0.4),
      ...maybe(() => ({ encounter: to("Encounter") }), 0.4), ...maybe(() => ({ performer: [to("Practitioner", "Patient")] }), 0.4), ...maybe(() => ({ hasMember: [to("Observation")] }), 0.3),
    }),
  };

  return {
    make: (type: OracleType, id: string): Resource => ({ resourceType: type, id, ...meta(), ...bodies[type]() }),
  };
};
