import type { BodyOf, VitalEdge } from "@vitaledge/sdk";

export type People = {
  /** An access token of the demonstration's account. */
  accessToken: string;
  /** An account with a second factor; asked for before its `password` and a `code` of it. */
  email: string;
  password: string;
  code: string;
  /** A signed-in account without one, and what an authenticator app does. */
  newcomer: { ve: VitalEdge; password: string; codeOf(secret: string): string };
  /** Its owner's client of a new organization; asked for before its `organizationId`. */
  clinic: VitalEdge;
  organizationId: string;
  /** A webhook of it. */
  webhookId: string;
  /** What somebody gets who is invited, and a client that nobody has signed in. */
  invited: { ve: VitalEdge; url: string };
};

/** What a snippet may ask for by `needs`: in TypeScript by these names, in a shell as `PATIENT_ID` and so on. */
export type Prepared = People & {
  /** A client that is signed in to the demonstration. */
  ve: VitalEdge;
  /** A new patient. */
  patientId: string;
  /** A reading of a new patient that is there with another value. */
  reading: BodyOf<"recordObservation">;
  /** A new patient's enrollment in RPM, since two months. */
  enrollmentId: string;
  /** A new open alert. */
  alertId: string;
  /** A new API key; asked for before `clientSecret`, which goes with it. */
  clientId: string;
  clientSecret: string;
  /** A webhook's secret; asked for before a `request` that is signed by it, and the request's `body`. */
  secret: string;
  request: Request;
  body: string;
  /** Lets new critical alerts come while the snippet runs. */
  alertsSoon: boolean;
};
