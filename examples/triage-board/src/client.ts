import { VitalEdge } from "@vitaledge/sdk";
import { createContext, useContext } from "react";
import { liveLine } from "./live-line.ts";

/** The server that served this page. Tokens stay in memory, the SDK's default: a reload asks for the password again. */
export const vitalEdge = new VitalEdge({ baseUrl: window.location.origin, hooks: liveLine.hooks });

/** The client of the organization that was chosen. */
export const ClientContext = createContext(vitalEdge);
export const useClient = (): VitalEdge => useContext(ClientContext);
