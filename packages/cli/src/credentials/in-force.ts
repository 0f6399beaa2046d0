import type { Context } from "../context.js";

type Parts = Pick<Context, "environment" | "profile">;

/** What a command proves with who it is: the environment before the profile's login. */
export type InForce = "access-token" | "environment-key" | "service-account" | "session" | "nothing";

export function credentialInForce({ environment, profile }: Parts): InForce {
  const { VITALEDGE_ACCESS_TOKEN, VITALEDGE_CLIENT_ID, VITALEDGE_CLIENT_SECRET } = environment;
  if (VITALEDGE_ACCESS_TOKEN) return "access-token";
  if (VITALEDGE_CLIENT_ID && VITALEDGE_CLIENT_SECRET) return "environment-key";
  return profile.login?.kind ?? "nothing";
}

/** What wins over the profile's login, for a person to read; undefined where nothing does. */
export function describeEnvironment(parts: Parts): string | undefined {
  const names: Partial<Record<InForce, string>> = { "access-token": "VITALEDGE_ACCESS_TOKEN", "environment-key": "VITALEDGE_CLIENT_ID" };
  return names[credentialInForce(parts)];
}
