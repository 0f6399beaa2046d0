// Entries of a bundle in the form that Synthea writes.

export const patientEntry = (fullUrl: string, given: string, { phone, state }: { phone: string; state: string }) => ({
  fullUrl,
  resource: {
    resourceType: "Patient",
    id: fullUrl.slice("urn:uuid:".length),
    identifier: [
      { system: "https://github.com/synthetichealth/synthea", value: fullUrl.slice("urn:uuid:".length) },
      { type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", code: "MR" }] }, system: "http://hospital.example.org", value: `MRN-${given}` },
    ],
    name: [{ use: "official", family: "Example", given: [given], prefix: ["Mx."] }],
    telecom: [{ system: "phone", value: phone, use: "home" }],
    gender: "female",
    birthDate: "1950-01-01",
    address: [{ line: ["100 Main Street", "Apt 2"], city: "Springfield", state, country: "US" }],
    communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: "en-US" }] } }],
  },
});

export const measured = (loinc: string) => ({ code: { coding: [{ system: "http://loinc.org", code: loinc }] } });

export const quantity = (value: number, unit: string) => ({
  valueQuantity: { value, unit, system: "http://unitsofmeasure.org", code: unit },
});

export const observationEntry = (id: string, patient: string, effectiveDateTime: string, content: object, category = "vital-signs") => ({
  fullUrl: `urn:uuid:${id}`,
  resource: {
    resourceType: "Observation", id, status: "final", effectiveDateTime, subject: { reference: patient },
    category: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: category }] }],
    ...content,
  },
});
