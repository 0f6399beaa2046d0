import { SYSTEM, withTenant, type TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { ProblemError } from "../../http/problem.js";
import {
  findOpenInvitation, invitationInvalid, joinByInvitation, organizationOfToken, type OpenInvitation,
} from "../organizations/invitations.service.js";
import { LIMITS } from "../throttling/limits.js";
import { take } from "../throttling/throttles.service.js";
import { plainQuery } from "./account-door.js";
import { createAccount, findAccountByEmail, invalidCredentials, readAccount, type Account } from "./accounts.service.js";
import { signIn, type SignIn } from "./login.service.js";
import { expectAcceptablePassword } from "./password-rules.js";
import { expectPasswordAtDoor, type Visitor } from "./sign-in-guard.js";

export type Acceptance = { token: string; password?: string; firstName?: string; lastName?: string };

/** Joins the organization as the account of the invited address, which is made where there is none. */
export const acceptInvitation = async (deps: Deps, given: Acceptance, visitor: Visitor): Promise<SignIn> => {
  const organizationId = organizationOfToken(given.token) ?? invitationInvalid();
  const asPlatform = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(deps, organizationId, SYSTEM, work);
  const findOpen = (): Promise<OpenInvitation> => asPlatform((tx) => findOpenInvitation(tx, given.token));
  const query = plainQuery(deps.database);
  const invitation = await findOpen();
  await take(query, LIMITS.link, given.token, deps.clock.now());
  const join = async (): Promise<Account> => {
    const known = await findAccountByEmail(query, invitation.email);
    // Hashing takes its turn among the sign-ins; no transaction is open meanwhile.
    const work = known ? await joinAs(deps, known, given, visitor) : await joinAnew(deps, invitation, given);
    const userId = await asPlatform(async (tx) => {
      const joined = await work(tx);
      await joinByInvitation(tx, given.token, joined);
      return joined;
    });
    return known ?? readAccount(query, userId);
  };
  const account = await join().catch(async (error: unknown) => {
    // Whoever lost the race for the link is told so, and nothing of the account that the winner made.
    if (error instanceof ProblemError) await findOpen();
    throw error;
  });
  return signIn(deps, account, visitor);
};

type Join = (tx: TenantTx) => Promise<string>;

const joinAs = async (deps: Deps, account: Account, { password = "" }: Acceptance, visitor: Visitor): Promise<Join> => {
  await expectPasswordAtDoor(deps, { email: account.email, account, password }, visitor);
  return async () => account.id;
};

const joinAnew = async (deps: Deps, invitation: OpenInvitation, given: Acceptance): Promise<Join> => {
  const { password = "", firstName = "", lastName = "" } = given;
  await expectAcceptablePassword(password, "/password", invitation.email);
  const passwordHash = await deps.passwords.hash(password);
  return async (tx) => {
    const id = await createAccount(tx.query, { email: invitation.email, firstName, lastName, passwordHash }, tx.now);
    // Somebody made the account in these milliseconds: from now on it is known, and so is its password.
    return id ?? invalidCredentials();
  };
};
