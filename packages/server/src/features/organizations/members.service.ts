import type { Page } from "../../db/keyset.js";
import type { Actor, Role, TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { findAccount, findAccountByEmail, readPeople, type Person } from "../auth/accounts.service.js";
import { revokeInvitationsOf } from "./invitations.sql.js";
import { changeRole, countMembers, deleteMemberRow, insertMember, lockOwners, selectMember, selectMembers, selectOwners, type MemberRow } from "./members.sql.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "./newest-first.js";
import { mayGive } from "./organizations.policy.js";

export type Member = MemberRow & { person: Person };
export type Listed<Row> = Page<Row> & { total?: number };

const withPeople = async (tx: TenantTx, rows: readonly MemberRow[]): Promise<Member[]> => {
  const people = await readPeople(tx.query, rows.map((row) => row.user_id));
  return rows.map((row) => ({ ...row, person: people.get(row.user_id) ?? fail("member_not_found") }));
};

export const listMembers = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<Listed<Member>> => {
  const page = newestPage(await selectMembers(tx, afterCursor(cursor, "user_id"), limit), limit, (row) => row.user_id);
  return { ...page, rows: await withPeople(tx, page.rows), ...(includeTotal && { total: await countMembers(tx) }) };
};

/** False where the person is a member already, whose role then stays. */
export const addMember = (tx: TenantTx, userId: string, role: Role): Promise<boolean> => insertMember(tx, userId, role);

export const isMember = async (tx: TenantTx, userId: string): Promise<boolean> => (await selectMember(tx, userId)) !== undefined;

/** A member as the gate would let them in now; undefined where they are none, or their account was switched off. */
export const memberActor = async (tx: TenantTx, userId: string): Promise<Actor | undefined> => {
  const [member, account] = [await selectMember(tx, userId), await findAccount(tx.query, userId)];
  return member && account && !account.disabled_at ? { type: "USER", userId, sessionId: "", role: member.role } : undefined;
};

export const isMembersAddress = async (tx: TenantTx, email: string): Promise<boolean> => {
  const account = await findAccountByEmail(tx.query, email);
  return account !== undefined && isMember(tx, account.id);
};

/** Where the owners read mail. */
export const ownerAddresses = async (tx: TenantTx): Promise<string[]> =>
  [...(await readPeople(tx.query, await selectOwners(tx))).values()].map(({ email }) => email);

export const expectMayGive = (tx: TenantTx, role: Role): void => {
  if (!mayGive(tx.actor, role)) fail("permission_denied", { detail: "Only an OWNER makes, changes or removes an OWNER." });
};

/** The member who is to change, with the OWNERs locked: one of them stays. */
const holdMember = async (tx: TenantTx, userId: string, staysOwner: boolean): Promise<MemberRow> => {
  const owners = await lockOwners(tx);
  const member = (await selectMember(tx, userId)) ?? fail("member_not_found", { detail: "No member of this organization has this id." });
  expectMayGive(tx, member.role);
  if (!staysOwner && owners.length === 1 && owners[0] === userId) {
    fail("last_owner", { detail: "This is the organization's only OWNER. Make another member OWNER first." });
  }
  return member;
};

export const updateMember = async (tx: TenantTx, userId: string, role: Role): Promise<Member> => {
  await holdMember(tx, userId, role === "OWNER");
  expectMayGive(tx, role);
  const changed = (await changeRole(tx, userId, role)) ?? fail("member_not_found");
  const [member] = await withPeople(tx, [changed]);
  return member ?? fail("member_not_found");
};

export const removeMember = async (tx: TenantTx, userId: string): Promise<void> => {
  await holdMember(tx, userId, false);
  if (!(await deleteMemberRow(tx, userId))) fail("member_not_found");
  const people = await readPeople(tx.query, [userId]);
  // A second link that was sent to the same person would let them in again.
  await revokeInvitationsOf(tx, people.get(userId)?.email ?? "");
};
