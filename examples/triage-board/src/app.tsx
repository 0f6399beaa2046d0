import { useState } from "react";
import { Board } from "./board.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { useSession } from "./session/use-session.ts";
import { usePlace } from "./use-place.ts";

/** Place and organization stand above the session: who signs in again goes on where they were. */
export const App = () => {
  const { user, ended, entered } = useSession();
  const [place, go] = usePlace();
  const [chosen, choose] = useState<string>();
  const [lastUser, setLastUser] = useState<string>();
  if (!user) {
    return (
      <SignIn
        ended={ended}
        onEntered={(person) => {
          if (!ended || person.id !== lastUser) {
            choose(undefined);
            go("queue");
          }
          setLastUser(person.id);
          entered(person);
        }}
      />
    );
  }
  return <Board user={user} place={place} go={go} organizationId={chosen} onOrganization={choose} />;
};
