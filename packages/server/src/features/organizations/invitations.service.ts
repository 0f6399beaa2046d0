import type { Actor, Role, TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { appendMail } from "../../outbox/append.js";
import { equalBytes, sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { plainQuery } from "../auth/account-door.js";
import { LIMITS } from "../throttling/limits.js";
import { take, takeOfNetwork } from "../throttling/throttles.service.js";
import { addMember, expectMayGive, isMembersAddress, type Listed } from "./members.service.js";
import {
  countInvitations, insertInvitation, revokeInvitation, selectInvitations, selectOpenInvitation, spendInvitation, type InvitationRow,
} from "./invitations.sql.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "./newest-first.js";
import { selectOrganization } from "./organizations.sql.js";

const DAYS = 7;
const DAY = 86_400_000;

export type Invitation = InvitationRow;
export type OpenInvitation = { id: string; email: string; role: Role };
export type InvitationWithLink = OpenInvitation & { url: string; expiresAt: Date };

export const listInvitations = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<Listed<Invitation>> => {
  const page = newestPage(await selectInvitations(tx, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return { ...page, ...(includeTotal && { total: await countInvitations(tx) }) };
};

/** Counts for the network, for who invites, and for the mailbox, whoever else writes to it. */
export const admitInvitation = async (deps: Deps, actor: Actor, { organizationId, email, from }: { organizationId: string; email: string; from: string }): Promise<void> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  await takeOfNetwork(deps, query, from);
  await take(query, LIMITS.invitations, actor.userId ?? organizationId, now);
  await take(query, LIMITS.invitationMails, email.toLowerCase(), now);
};

/** The link is told this once; of its token the hash alone is kept. */
export const invite = async (deps: Deps, tx: TenantTx, { email, role }: { email: string; role: Role }): Promise<InvitationWithLink> => {
  expectMayGive(tx, role);
  if (await isMembersAddress(tx, email)) fail("member_exists", { detail: "Somebody with this address is a member already." });
  const id = tx.newId("inv");
  const token = `${tx.organizationId}.${id}.${makeToken()}`;
  const expiresAt = new Date(tx.now.getTime() + DAYS * DAY);
  await insertInvitation(tx, { id, email, role, tokenHash: sha256(token), expiresAt });
  const url = `${deps.publicUrl}/invitations/accept#token=${token}`;
  if (deps.config.smtpUrl) await mailInvitation(deps, tx, { email, url, until: expiresAt });
  return { id, email, role, url, expiresAt };
};

const mailInvitation = async (deps: Deps, tx: TenantTx, { email, url, until }: { email: string; url: string; until: Date }): Promise<void> => {
  const name = (await selectOrganization(tx))?.name ?? tx.organizationId;
  await appendMail(deps, tx.query, {
    to: email,
    until,
    subject: "You are invited to VitalEdge",
    text: [`${name} invites you to join them on VitalEdge. Open this link to accept:`, url, `It works once and for ${DAYS} days.`].join("\n\n"),
  });
};

export const withdrawInvitation = async (tx: TenantTx, id: string): Promise<void> => {
  if (!(await revokeInvitation(tx, id))) fail("invitation_not_found", { detail: "No open invitation has this id." });
};

export const invitationInvalid = (): never =>
  fail("invitation_invalid", { detail: "The invitation has been used, withdrawn, has expired or was never made. Ask for a new one." });

const TOKEN = /^(org_[A-Za-z0-9_]{1,64})\.(inv_[A-Za-z0-9_]{1,64})\.[\w-]{43}$/;

export const organizationOfToken = (token: string): string | undefined => TOKEN.exec(token)?.[1];

export const findOpenInvitation = async (tx: TenantTx, token: string): Promise<OpenInvitation> => {
  const row = await selectOpenInvitation(tx, TOKEN.exec(token)?.[2] ?? "");
  return row && equalBytes(row.token_hash, sha256(token)) ? row : invitationInvalid();
};

/** Uses the invitation up. Who is a member by now, through another one, keeps the role they have. */
export const joinByInvitation = async (tx: TenantTx, token: string, userId: string): Promise<void> => {
  const { id, role } = await findOpenInvitation(tx, token);
  if (!(await spendInvitation(tx, id, userId))) invitationInvalid();
  await addMember(tx, userId, role);
};
