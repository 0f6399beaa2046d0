import type { Action, Interaction, InteractionId } from "../interactions.js";
import type { Interaction as Letter } from "./scopes.js";

const OF_ACTION: Readonly<Record<Action, Letter>> = { read: "r", create: "c", update: "u", delete: "d" };

/** Reads that go over resources of a type. */
const SEARCHES: readonly InteractionId[] = ["fhirSearch", "fhirSearchByPost", "fhirCompartment", "fhirHistoryType", "fhirEverythingOfAll", "fhirLastN"];

export const letterOf = ({ id, action }: Pick<Interaction, "id" | "action">): Letter => (SEARCHES.includes(id) ? "s" : OF_ACTION[action]);

export const letterOfAction = (action: Action): Letter => OF_ACTION[action];
