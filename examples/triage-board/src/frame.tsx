import type { SignedInUser } from "@vitaledge/sdk";
import { useState } from "react";
import type { ReactNode } from "react";
import { vitalEdge } from "./client.ts";
import { useLine } from "./live-line.ts";
import { Help } from "./parts/help.tsx";
import type { View } from "./use-place.ts";

type Props = { user: SignedInUser; organizationId: string | undefined; onOrganization: (id: string) => void; view: View; children: ReactNode };

// A failed farewell changes nothing: this page has forgotten the tokens by then.
const signOut = (): void => void vitalEdge.auth.logout().catch(() => undefined);

export const Frame = ({ user, organizationId, onOrganization, view, children }: Props) => {
  const [helping, setHelping] = useState(false);
  const offline = useLine() === "offline";
  return (
    <>
      <a className="skip" href="#main" onClick={skip}>Skip to the content</a>
      <header className="bar">
        <span className="brand">VitalEdge</span>
        <nav aria-label="Views">
          <a href="#queue" aria-current={view === "month" ? undefined : "page"}>Queue</a>
          <a href="#month" aria-current={view === "month" ? "page" : undefined}>Month</a>
        </nav>
        <Organizations user={user} organizationId={organizationId} onOrganization={onOrganization} />
        <button type="button" className="plain" onClick={() => setHelping(true)}>Keys</button>
        <button type="button" className="plain" onClick={signOut}>Sign out</button>
      </header>
      {offline && <p className="note warning banner" role="status">You are offline. What you see may be old; it is read anew when the network is back.</p>}
      <main id="main" tabIndex={-1}>{children}</main>
      {helping && <Help onClose={() => setHelping(false)} />}
    </>
  );
};

// The hash names the view: the jump is made by hand.
const skip = (event: { preventDefault(): void }): void => {
  event.preventDefault();
  document.getElementById("main")?.focus();
};

const Organizations = ({ user, organizationId, onOrganization }: Pick<Props, "user" | "organizationId" | "onOrganization">) => {
  if (user.memberships.length < 2) return <span className="organization">{user.memberships[0]?.organizationName}</span>;
  return (
    <select className="organization" aria-label="Organization" value={organizationId} onChange={(event) => onOrganization(event.target.value)}>
      {user.memberships.map(({ organizationId: id, organizationName }) => <option key={id} value={id}>{organizationName}</option>)}
    </select>
  );
};
