import type { components } from "@vitaledge/contract/schema";
import type { LocalDate } from "../../platform/civil.js";
import { primaryCoverage } from "../patients/patients.policy.js";
import type { Evaluation } from "./evaluate.js";
import { claimLines, compareLines, type ClaimLine, type LineOptions } from "./lines.js";
import type { LoadedPatient } from "./load-facts.js";
import type { AddressOnClaim, ClaimParties } from "./parties.js";

export type BillingOrganization = Pick<components["schemas"]["Organization"], "id" | "npi" | "taxId" | "address" | "timezone">;

type Coverage = LoadedPatient["patient"]["coverages"][number];
type GivenAddress = { line1?: string | null; city?: string | null; state?: string | null; postalCode?: string | null };

const addressOf = (address: GivenAddress | null): AddressOnClaim | null =>
  address && {
    line1: address.line1 ?? null, city: address.city ?? null, state: address.state ?? null, postalCode: address.postalCode ?? null,
  };

const partiesWith = (
  organization: BillingOrganization, { patient, rows, npis, devices, charges }: LoadedPatient, enrollmentId: string, coverage: Coverage | undefined,
): ClaimParties => {
  const row = rows.get(enrollmentId);
  return {
    organization: { id: organization.id, npi: organization.npi, taxId: organization.taxId, address: addressOf(organization.address) },
    patient: {
      id: patient.id,
      lastName: patient.lastName,
      firstName: patient.firstName,
      birthDate: patient.birthDate,
      sex: patient.sex,
      mrn: patient.mrn,
      address: addressOf(patient.address),
      coverage: coverage
        ? { payerName: coverage.payerName ?? null, payerId: coverage.payerId ?? null, memberId: coverage.memberId ?? null }
        : null,
    },
    service: {
      renderingNpi: npis.get(row?.rendering_practitioner_id ?? "") ?? null,
      supervisingNpi: npis.get(row?.supervising_practitioner_id ?? "") ?? null,
      placeOfService: row?.place_of_service ?? "11",
      modifiers: row?.modifiers ?? [],
    },
    devices,
    charges,
  };
};

/** Who stands on the claims of an enrollment for services of one day. */
export const partiesOn = (organization: BillingOrganization, loaded: LoadedPatient, enrollmentId: string, day: LocalDate): ClaimParties =>
  partiesWith(organization, loaded, enrollmentId, primaryCoverage(loaded.patient.coverages, day));

const OPTIONS: LineOptions = { closedAt: null, chargeNeeded: false };

/** The lines of an evaluation, each with the coverage of its own day of service. */
export const linesOf = (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation): ClaimLine[] => {
  const { coverages } = loaded.patient;
  const days = evaluation.codes.flatMap(({ lines }) => lines.map(({ dosTo }) => dosTo));
  const covered = new Set(days.map((day) => primaryCoverage(coverages, day)));
  return [...covered]
    .flatMap((coverage) =>
      claimLines(evaluation, partiesWith(organization, loaded, evaluation.enrollment.id, coverage), OPTIONS)
        .filter(({ dosTo }) => primaryCoverage(coverages, dosTo) === coverage))
    .sort(compareLines);
};
