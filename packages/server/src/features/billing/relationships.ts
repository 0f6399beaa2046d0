// Individual relationship codes of X12 (SBR02, PAT01) by what people write.
const CODES: { readonly [word: string]: string } = {
  SELF: "18", SPOUSE: "01", HUSBAND: "01", WIFE: "01", CHILD: "19", SON: "19", DAUGHTER: "19", EMPLOYEE: "20", UNKNOWN: "21",
  "ORGAN DONOR": "39", "CADAVER DONOR": "40", "LIFE PARTNER": "53", PARTNER: "53", OTHER: "G8",
};
const KNOWN = new Set(Object.values(CODES));

/** What the patient is to who is insured: 18, the patient, where nothing is said; G8, another relation, for what is not known. */
export const relationshipCode = (relationship: string | null): string => {
  const word = (relationship ?? "SELF").trim().toUpperCase().replace(/[_-]/g, " ") || "SELF";
  return KNOWN.has(word) ? word : (CODES[word] ?? "G8");
};

export const isPatientInsured = (relationship: string | null): boolean => relationshipCode(relationship) === "18";
