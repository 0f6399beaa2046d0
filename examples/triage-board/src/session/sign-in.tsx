import type { MfaChallenge, SignedInUser } from "@vitaledge/sdk";
import { useEffect, useState } from "react";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";

type Props = { ended: boolean; onEntered: (user: SignedInUser) => void };

export const SignIn = ({ ended, onEntered }: Props) => {
  const [challenge, setChallenge] = useState<MfaChallenge>();
  useEffect(() => {
    document.title = "Sign in · VitalEdge";
  }, []);
  return (
    <main className="sign-in">
      <h1><span className="brand">VitalEdge</span> Triage board</h1>
      {ended && <p className="note" role="status">Your session has ended. Sign in again to go on where you were.</p>}
      {challenge
        ? <CodeForm challenge={challenge} onEntered={onEntered} onBack={() => setChallenge(undefined)} />
        : <PasswordForm onEntered={onEntered} onChallenge={setChallenge} />}
    </main>
  );
};
