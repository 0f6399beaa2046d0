import type { FieldCipher } from "../../platform/field-cipher.js";
import type { ContactWarning } from "./contact.js";
import { foldText } from "./name-keys.js";
import type { PatientFields } from "./patients.policy.js";
import type { BilledColumns, PatientColumns, PatientRow } from "./patients.sql.js";

export type Opener = Pick<FieldCipher, "open">;

/** For those who ask whether something is there and not what it is: nothing is deciphered. */
export const AS_SEALED: Opener = { open: (_at, sealed) => sealed };
type Turn = (at: { table: string; column: string; id: string }, text: string) => string;

const turner = (turn: Turn, id: string) => (column: string, text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : turn({ table: "patients", column, id }, text);

// Folding can make many letters of one: what an index holds has an end.
const MOST_NAME_KEY = 300;

/** Names in the order of a register: family name first, without case and accents. */
export const nameKeyOf = ({ lastName, firstName }: Pick<PatientFields, "lastName" | "firstName">): string =>
  [...foldText([lastName, firstName].filter(Boolean).join(" "))].slice(0, MOST_NAME_KEY).join("");

/** What a patient's fields are in the table: telephone, address lines, member ids and metadata lie encrypted. */
export const columnsOf = (cipher: FieldCipher, id: string, fields: PatientFields, warnings: ContactWarning[]): PatientColumns => {
  const seal = turner(cipher.seal, id);
  const { address } = fields;
  return {
    mrn: fields.mrn,
    first_name: fields.firstName,
    last_name: fields.lastName,
    birth_date: fields.birthDate,
    sex: fields.sex,
    email: fields.email,
    phone_sealed: seal("phone", fields.phone),
    line1_sealed: seal("line1", address?.line1),
    line2_sealed: seal("line2", address?.line2),
    city: address?.city ?? null,
    state: address?.state ?? null,
    postal_code: address?.postalCode ?? null,
    country: address?.country ?? null,
    timezone: fields.timezone,
    language: fields.language,
    status: fields.status,
    diagnoses: fields.diagnoses,
    coverages: fields.coverages.map((coverage) => turnMemberId(coverage, seal)),
    alignments: fields.alignments,
    external_ids: fields.externalIds,
    metadata_sealed: seal("metadata", fields.metadata && JSON.stringify(fields.metadata)),
    warnings,
    name_key: nameKeyOf(fields),
  };
};

type Coverage = PatientFields["coverages"][number];

const turnMemberId = (coverage: Coverage, turn: ReturnType<typeof turner>): Coverage => {
  const memberId = turn("coverages.memberId", coverage.memberId);
  return memberId === null ? coverage : { ...coverage, memberId };
};

export const openCoverages = (cipher: Opener, row: Pick<PatientRow, "id" | "coverages">): Coverage[] => {
  const open = turner(cipher.open, row.id);
  return row.coverages.map((coverage) => turnMemberId(coverage, open));
};

export const openAddress = (cipher: Opener, row: Omit<BilledColumns, "coverages">): Required<NonNullable<PatientFields["address"]>> | null => {
  const open = turner(cipher.open, row.id);
  const address = {
    line1: open("line1", row.line1_sealed),
    line2: open("line2", row.line2_sealed),
    city: row.city,
    state: row.state,
    postalCode: row.postal_code,
    country: row.country,
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
};

/** The fields as people set them. */
export const fieldsOf = (cipher: Opener, row: PatientRow): PatientFields => {
  const open = turner(cipher.open, row.id);
  const metadata = open("metadata", row.metadata_sealed);
  return {
    mrn: row.mrn,
    firstName: row.first_name,
    lastName: row.last_name,
    birthDate: row.birth_date,
    sex: row.sex,
    email: row.email,
    phone: open("phone", row.phone_sealed),
    address: openAddress(cipher, row),
    timezone: row.timezone,
    language: row.language,
    status: row.status,
    diagnoses: row.diagnoses,
    coverages: openCoverages(cipher, row),
    alignments: row.alignments,
    externalIds: row.external_ids,
    metadata: metadata === null ? null : (JSON.parse(metadata) as PatientFields["metadata"]),
  };
};
