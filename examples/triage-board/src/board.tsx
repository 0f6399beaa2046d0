import type { SignedInUser } from "@vitaledge/sdk";
import { useEffect, useMemo } from "react";
import { ClientContext, vitalEdge } from "./client.ts";
import { Frame } from "./frame.tsx";
import { Month } from "./month/month.tsx";
import { EmptyNote } from "./parts/empty-note.tsx";
import { Desk } from "./desk.tsx";
import type { Go, Place } from "./use-place.ts";

type Props = { user: SignedInUser; place: Place; go: Go; organizationId: string | undefined; onOrganization: (id: string) => void };

// Nothing of a patient stands in a title: it goes to the history and to other windows.
const TITLES = { queue: "Queue", patient: "Patient", month: "Month" };

export const Board = ({ user, place, go, organizationId, onOrganization }: Props) => {
  const chosen = user.memberships.find((membership) => membership.organizationId === organizationId) ?? user.memberships[0];
  const id = chosen?.organizationId;
  const client = useMemo(() => (id === undefined ? vitalEdge : vitalEdge.forOrganization(id)), [id]);
  useEffect(() => {
    document.title = `${TITLES[place.view]} · VitalEdge`;
  }, [place.view]);
  const change = (next: string): void => {
    go("queue");
    onOrganization(next);
  };
  return (
    <ClientContext value={client}>
      <Frame user={user} organizationId={id} onOrganization={change} view={place.view}>
        {id === undefined && <EmptyNote title="You belong to no organization">Ask an owner for an invitation, then sign in again.</EmptyNote>}
        {id !== undefined && (place.view === "month" ? <Month key={id} go={go} /> : <Desk key={id} place={place} go={go} />)}
      </Frame>
    </ClientContext>
  );
};
