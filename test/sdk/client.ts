import { tokens, VitalEdge, type VitalEdgeOptions } from "@vitaledge/sdk";
import type { Actor } from "../support/actors.js";

export type Client = {
  ve: VitalEdge;
  /** What went over the wire, `METHOD /path`, refreshes included. */
  sent: string[];
};

/** A client of the server that counts its requests; with an actor it goes on with the actor's tokens. */
export const createClient = (url: string, actor?: Actor, options: Partial<VitalEdgeOptions> = {}): Client => {
  const sent: string[] = [];
  const fetch: VitalEdgeOptions["fetch"] = (address, init) => {
    sent.push(`${init.method} ${new URL(address).pathname}`);
    return globalThis.fetch(address, init);
  };
  const own = actor && { organizationId: actor.organizationId, auth: tokens(actor) };
  return { sent, ve: new VitalEdge({ baseUrl: url, fetch, ...own, ...options }) };
};
