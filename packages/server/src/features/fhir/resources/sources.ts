import type { Source, WritableSource } from "../model.js";
import type { Branch } from "../search/branch.js";
import { issueSource, taskSource } from "./alert.js";
import { auditBranch } from "./audit-branch.js";
import { auditSource } from "./audit-event.js";
import { chargeSource, claimSource } from "./claim.js";
import { conditionSource } from "./condition.js";
import { consentSource } from "./consent.js";
import { coverageSource } from "./coverage.js";
import { definedSources } from "./defined.js";
import { deviceSource } from "./device.js";
import { episodeSource, planSource } from "./enrollment.js";
import { groupSource } from "./group.js";
import { organizationSource } from "./organization.js";
import { patientSource } from "./patient.js";
import { practitionerSource } from "./practitioner.js";
import { provenanceSources } from "./provenance.js";

/** Types that both sides write. */
export const WRITABLE: readonly WritableSource[] = [patientSource, deviceSource, conditionSource, consentSource];

/** Everything that is made of the platform's rows, but Observations. */
export const SOURCES: readonly Source[] = [
  ...WRITABLE, issueSource, taskSource, episodeSource, planSource, chargeSource, claimSource, coverageSource, groupSource,
  organizationSource, practitionerSource, ...provenanceSources, auditSource, ...definedSources,
];

/** Those of them that are searched in their own tables. */
export const BRANCHES: readonly Branch[] = [auditBranch];
