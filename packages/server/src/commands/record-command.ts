import { operatorDraft } from "../audit/system-draft.js";
import type { Deps } from "../deps.js";

type Command = {
  /** As it is typed: `users disable`. */
  name: string;
  resourceType: string;
  resourceId: string | null;
  /** Whose chain it stands in; the operator's where none is named. */
  organizationId?: string;
  /** The id of what was granted. */
  reason?: string | null;
};

/** An operator's act is on record as a request is; who the operator was is the host's to know. */
export const recordCommand = async (deps: Pick<Deps, "audit" | "clock">, { name, resourceType, resourceId, organizationId, reason = null }: Command): Promise<void> => {
  const draft = operatorDraft(deps.clock.now(), { operationId: name, resourceType, resourceId, reason });
  if (organizationId) await deps.audit.append(organizationId, [draft]);
  else await deps.audit.appendSystem({ ...draft, askedOrganizationId: null });
};
