import { SYSTEM, withTenant, type TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import {
  findOpenInvitation, invitationInvalid, joinByInvitation, organizationOfToken, type OpenInvitation,
} from "../organizations/invitations.service.js";
import { plainQuery } from "./account-door.js";
import { createAccount, expectPassword, findAccountByEmail, invalidCredentials, readAccount, type Account } from "./accounts.service.js";
import { signIn, type SignIn } from "./login.service.js";
import { expectAcceptablePassword } from "./passwords.js";
import type { Client } from "./sessions.service.js";

export type Acceptance = { token: string; password?: string; firstName?: string; lastName?: string };

/** Joins the organization as the account of the invited address, which is made where there is none. */
export const acceptInvitation = async (deps: Deps, given: Acceptance, client: Client): Promise<SignIn> => {
  const organizationId = organizationOfToken(given.token) ?? invitationInvalid();
  const asPlatform = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(deps, organizationId, SYSTEM, work);
  const invitation = await asPlatform((tx) => findOpenInvitation(tx, given.token));
  const known = await findAccountByEmail(plainQuery(deps.database), invitation.email);
  // Hashing takes its turn among the sign-ins; no transaction is open meanwhile.
  const join = known ? await joinAs(deps, known, given) : await joinAnew(deps, invitation, given);
  const userId = await asPlatform(async (tx) => {
    const joined = await join(tx);
    await joinByInvitation(tx, given.token, joined);
    return joined;
  });
  return signIn(deps, await readAccount(plainQuery(deps.database), userId), client);
};

type Join = (tx: TenantTx) => Promise<string>;

const joinAs = async (deps: Deps, account: Account, { password }: Acceptance): Promise<Join> => {
  await expectPassword(deps, account, password ?? "");
  return async () => account.id;
};

const joinAnew = async (deps: Deps, invitation: OpenInvitation, given: Acceptance): Promise<Join> => {
  const { password = "", firstName = "", lastName = "" } = given;
  expectAcceptablePassword(password, "/password");
  const passwordHash = await deps.passwords.hash(password);
  return async (tx) => {
    const id = await createAccount(tx.query, { email: invitation.email, firstName, lastName, passwordHash }, tx.now);
    // Somebody made the account in these milliseconds: from now on it is known, and so is its password.
    return id ?? invalidCredentials();
  };
};
