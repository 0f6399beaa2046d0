import type { components } from "@vitaledge/contract/schema";

type Observation = components["schemas"]["Observation"];

export const createdReply = (body: Observation) => ({ status: 201 as const, body, headers: { Location: `/api/observations/${body.id}` } });

/** The same reading again: the first one. */
export const duplicateReply = (body: Observation) => ({ status: 200 as const, body });
