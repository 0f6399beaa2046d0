import { fail } from "../../http/problem.js";

/** What a form holds of its sender. */
export type ClientForm = { client_id?: string; client_secret?: string; client_assertion_type?: string; client_assertion?: string };
export type Secret = { id: string; secret: string };

const invalidRequest = (detail: string): never => fail("invalid_request", { oauth: "invalid_request", detail });

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are joined. */
const readBasic = (authorization: string): Secret | undefined => {
  const text = Buffer.from(/^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1] ?? "", "base64").toString();
  const [, id, secret] = /^([^:]+):(.+)$/.exec(text) ?? [];
  try {
    return id && secret ? { id: formDecode(id), secret: formDecode(secret) } : undefined;
  } catch {
    return undefined;
  }
};

const formDecode = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

/** The client's id and secret, by HTTP Basic or in the form; undefined where one is missing. */
export const readSecret = ({ client_id: id, client_secret: secret }: ClientForm, authorization: string | undefined): Secret | undefined => {
  if (authorization === undefined) return id && secret ? { id, secret } : undefined;
  if (secret !== undefined) invalidRequest("Send the client's secret in one way: by HTTP Basic, or in the form.");
  const client = readBasic(authorization);
  return !client || id === undefined || id === client.id ? client : invalidRequest("The form names another client than HTTP Basic.");
};
