import type { MfaChallenge, SignedInUser } from "@vitaledge/sdk";
import { vitalEdge } from "../client.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { useSubmit } from "../use-submit.ts";

type Props = { onEntered: (user: SignedInUser) => void; onChallenge: (challenge: MfaChallenge) => void };

export const PasswordForm = ({ onEntered, onChallenge }: Props) => {
  const { submit, busy, error } = useSubmit(async (form) => {
    const answer = await vitalEdge.auth.login({ email: String(form.get("email")), password: String(form.get("password")) });
    if (answer.status === "mfa_required") onChallenge(answer.challenge);
    else onEntered(answer.user);
  });
  return (
    <form className="card" onSubmit={submit}>
      <label>E-mail <input name="email" type="email" autoComplete="username" required autoFocus /></label>
      <label>Password <input name="password" type="password" autoComplete="current-password" required /></label>
      <ErrorNote error={error} />
      <button className="primary" type="submit" disabled={busy}>{busy ? "Signing in …" : "Sign in"}</button>
    </form>
  );
};
