import type { Actor } from "./actors.js";
import { call, type Answer } from "./call.js";

/** A program that is signed in with an API key. */
export type Program = {
  id: string;
  secret: string;
  accessToken: string;
  organizationId: string;
  call: Actor["call"];
};

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Asks for a token with a form; `basic` as `client_secret_basic`. */
export const askForToken = (url: string, form: Record<string, string>, basic?: { id: string; secret: string }): Promise<Answer> =>
  call(url, "POST", "/api/auth/token", new URLSearchParams(form).toString(), {
    ...FORM, ...(basic && { authorization: `Basic ${Buffer.from(`${basic.id}:${basic.secret}`).toString("base64")}` }),
  });

export const credentialsOf = ({ id, secret }: { id: string; secret: string }): Record<string, string> =>
  ({ grant_type: "client_credentials", client_id: id, client_secret: secret });

/** A key that the actor makes, signed in. */
export const makeProgram = async (url: string, maker: Actor, permissions: readonly string[], more: Record<string, unknown> = {}): Promise<Program> => {
  const made = await maker.call("POST", "/api/api-keys", { name: "Gateway", permissions, ...more });
  if (made.status !== 201) throw new Error(made.text);
  const { id, secret } = made.body as { id: string; secret: string };
  const { access_token: accessToken } = (await askForToken(url, credentialsOf({ id, secret }))).body as { access_token: string };
  const { organizationId } = maker;
  return {
    id, secret, accessToken, organizationId,
    call: (method, path, body, headers) =>
      call(url, method, path, body, { authorization: `Bearer ${accessToken}`, "x-organization-id": organizationId, ...headers }),
  };
};
