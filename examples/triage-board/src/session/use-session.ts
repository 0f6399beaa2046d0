import type { SignedInUser } from "@vitaledge/sdk";
import { useEffect, useState } from "react";
import { vitalEdge } from "../client.ts";

type Session = { user: SignedInUser | undefined; ended: boolean; entered: (user: SignedInUser) => void };

/** Who is signed in; `ended` where the session ended by itself. */
export const useSession = (): Session => {
  const [user, setUser] = useState<SignedInUser>();
  const [ended, setEnded] = useState(false);
  useEffect(() => vitalEdge.auth.onChange((change) => {
    if (change !== "expired" && change !== "signed_out") return;
    setEnded(change === "expired");
    setUser(undefined);
  }), []);
  return { user, ended, entered: setUser };
};
