import type { Practitioner } from "fhir/r4.js";
import { practitionerForms, type PractitionerRow } from "../../practitioners/practitioners.service.js";
import { rowSource, type RowType } from "./row-source.js";
import { NPI, ROW_ID, usCore } from "./systems.js";

const practitionerOf = (row: PractitionerRow): Practitioner => ({
  resourceType: "Practitioner",
  meta: { profile: [usCore("practitioner")] },
  identifier: [{ system: NPI, value: row.npi }, { system: ROW_ID, value: row.id }],
  active: row.active,
  name: [{ use: "official", family: row.last_name, given: [row.first_name], ...(row.credential && { suffix: [row.credential] }) }],
  ...(row.taxonomy_code && { qualification: [{ code: { coding: [{ system: "http://nucc.org/provider-taxonomy", code: row.taxonomy_code }] } }] }),
});

const practitioners: RowType<PractitionerRow> = {
  type: "Practitioner",
  forms: practitionerForms,
  patientIds: () => [],
  maker: async () => practitionerOf,
};

/** Those who order, supervise and bill in the organization. */
export const practitionerSource = rowSource(practitioners);
