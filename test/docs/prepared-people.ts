import { rawOf } from "@vitaledge/sdk/raw";
import { randomUUID } from "node:crypto";
import { VitalEdge } from "@vitaledge/sdk";
import { TOTP } from "otpauth";
import { PASSWORD } from "../support/actors.js";
import { ACCOUNT } from "../support/demonstration.js";
import type { TestServer } from "../support/server.js";
import type { People } from "./prepared-names.js";
import type { Makers } from "./prepared.js";

const codeOf = (secret: string): string => new TOTP({ secret }).generate();

export const createPeople = ({ url: baseUrl, account }: TestServer, ve: VitalEdge): Makers<People> => {
  const signIn = async (): Promise<{ ve: VitalEdge; email: string }> => {
    const { email } = await account();
    const own = new VitalEdge({ baseUrl });
    await own.auth.login({ email, password: PASSWORD });
    return { ve: own, email };
  };
  const createClinic = async (): Promise<VitalEdge> => {
    const { id } = await ve.organizations.create({ name: "Example Clinic", timezone: "America/New_York" });
    return ve.forOrganization(id);
  };
  let code = "";
  let clinic = ve;

  return {
    async accessToken() {
      const { data } = await rawOf(ve).POST("/api/auth/login", { body: ACCOUNT });
      if (data === undefined || "mfaToken" in data) throw new Error("The demonstration did not sign in.");
      return data.accessToken;
    },
    async email() {
      const person = await signIn();
      const { secret } = await person.ve.auth.mfa.setup({ password: PASSWORD });
      const { recoveryCodes } = await person.ve.auth.mfa.confirm({ code: codeOf(secret) });
      code = recoveryCodes[0]!;
      return person.email;
    },
    password: async () => PASSWORD,
    code: async () => code,
    newcomer: async () => ({ ve: (await signIn()).ve, password: PASSWORD, codeOf }),
    clinic: async () => (clinic = await createClinic()),
    organizationId: async () => clinic.organizationId!,
    webhookId: async () => (await clinic.webhooks.create({ url: "https://hooks.example.com/", events: ["alert.opened"] })).id,
    async invited() {
      const { url } = await (await createClinic()).organizations.invitations.create({ email: `${randomUUID()}@example.com`, role: "CLINICIAN" });
      return { ve: new VitalEdge({ baseUrl }), url };
    },
  };
};
