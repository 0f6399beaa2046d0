import type { MfaChallenge, SignedInUser } from "@vitaledge/sdk";
import { ErrorNote } from "../parts/error-note.tsx";
import { useSubmit } from "../use-submit.ts";

type Props = { challenge: MfaChallenge; onEntered: (user: SignedInUser) => void; onBack: () => void };

/** The second factor. */
export const CodeForm = ({ challenge, onEntered, onBack }: Props) => {
  const { submit, busy, error } = useSubmit(async (form) => {
    const { user } = await challenge.verify({ code: String(form.get("code")).replaceAll(/\s/g, "") });
    onEntered(user);
  });
  return (
    <form className="card" onSubmit={submit}>
      <label>
        Code of your authenticator, or a recovery code
        <input name="code" inputMode="text" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required autoFocus />
      </label>
      <ErrorNote error={error} />
      <button className="primary" type="submit" disabled={busy}>{busy ? "Checking …" : "Continue"}</button>
      <button type="button" onClick={onBack}>Use another account</button>
    </form>
  );
};
