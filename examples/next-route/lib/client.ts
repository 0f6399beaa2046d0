import { isVitalEdgeError, ApiError, session, VitalEdge, type SessionStore } from "@vitaledge/sdk";
import { findStore } from "./sessions.js";
import { readCookie } from "./cookie.js";

/** One client a request: a client that requests shared would answer one person with another's rows. It costs no connection. */
export const createClient = (store: SessionStore): VitalEdge =>
  new VitalEdge({
    baseUrl: process.env["VITALEDGE_BASE_URL"] ?? "http://localhost:8080",
    organizationId: process.env["VITALEDGE_ORGANIZATION_ID"] ?? "org_abc123",
    auth: session({ store }),
  });

/** Runs `work` as whoever sent the request. The tokens stay here: the browser has a cookie that says nothing. */
export const withClient = async (request: Request, work: (ve: VitalEdge) => Promise<Response>): Promise<Response> => {
  const store = findStore(readCookie(request));
  if (store === undefined) return Response.json({ code: "unauthenticated" }, { status: 401 });
  const ve = createClient(store).with({ headers: nameRequest(request) });
  try {
    return await work(ve);
  } catch (error) {
    return toResponse(error);
  } finally {
    ve.dispose();
  }
};

/** One id from the browser to the server's log. */
const nameRequest = (request: Request): Record<string, string> => {
  const id = request.headers.get("x-request-id");
  return id === null ? {} : { "X-Request-ID": id };
};

/** What the API refused is passed on by code and request id; of anything else the browser learns nothing. */
export const toResponse = (error: unknown): Response => {
  if (error instanceof ApiError) return Response.json({ code: error.code, requestId: error.requestId }, { status: error.status });
  if (isVitalEdgeError(error)) return Response.json({ code: "unavailable" }, { status: 503 });
  throw error;
};
