import { addDays, type LocalDate } from "../platform/civil.js";
import { seededRandom, type Random } from "./random.js";

const FIRST = [
  "Alma", "Arthur", "Beatrice", "Calvin", "Celia", "Clarence", "Delia", "Edgar", "Elsie", "Emil", "Esther", "Felix", "Flora", "Gilbert",
  "Hattie", "Herbert", "Ida", "Irving", "Josephine", "Leland", "Lottie", "Marcus", "Mabel", "Nadine", "Oscar", "Pearl", "Ralph", "Rosalind",
  "Silas", "Theodora", "Vernon", "Winifred",
];
const LAST = [
  "Abbott", "Barlow", "Castillo", "Dawson", "Ellery", "Fontaine", "Garrick", "Hollis", "Ibarra", "Jansen", "Keller", "Lindqvist", "Marlowe",
  "Navarro", "Okafor", "Prescott", "Quimby", "Rosario", "Sandoval", "Thorne", "Underhill", "Vance", "Whitlock", "Yamada", "Zielinski",
];

/** What a patient of the demonstration lives with, and is monitored for. */
export type Condition = { code: string; metrics: readonly ("bp" | "weight" | "spo2" | "glucose")[] };

const CONDITIONS: readonly Condition[] = [
  { code: "I10", metrics: ["bp"] },
  { code: "I50.9", metrics: ["bp", "weight"] },
  { code: "J44.9", metrics: ["spo2"] },
  { code: "E11.9", metrics: ["glucose"] },
];

export type MadeUpPatient = {
  firstName: string;
  lastName: string;
  birthDate: LocalDate;
  sex: "MALE" | "FEMALE";
  mrn: string;
  phone: string;
  memberId: string;
  condition: Condition;
  /** The share of days on which readings come. */
  adherence: number;
  /** How far above the usual the readings lie, in spreads. */
  burden: number;
  random: Random;
};

const MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY";

/** CMS's form of the Medicare beneficiary identifier: C A AN N A AN N A A N N. */
const memberIdOf = (random: Random): string => {
  const digit = (): string => String(random.whole(0, 9));
  const letter = (): string => random.pick([...MBI_LETTERS]);
  return `${random.whole(1, 9)}${letter()}${digit()}${digit()}${letter()}${digit()}${digit()}${letter()}${letter()}${digit()}${digit()}`;
};

export const makeUpPatient = (index: number): MadeUpPatient => {
  const random = seededRandom(1000 + index);
  return {
    firstName: FIRST[(index * 7) % FIRST.length]!,
    lastName: LAST[(index * 11) % LAST.length]!,
    birthDate: addDays("1936-01-01", random.whole(0, 25 * 365)),
    sex: random.chance(0.5) ? "MALE" : "FEMALE",
    mrn: `MRN-${1001 + index}`,
    phone: `(413) 555-0${String(100 + (index % 100))}`,
    memberId: memberIdOf(random),
    condition: index === 0 ? CONDITIONS[0]! : random.pick(CONDITIONS),
    adherence: index === 0 ? 0.9 : random.pick([0.95, 0.9, 0.85, 0.75, 0.6, 0.45, 0.3]),
    burden: random.normal(0, 0.7),
    random,
  };
};
