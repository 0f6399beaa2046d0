import type { BodyOf } from "@vitaledge/sdk";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { printAnswer } from "../output/print.js";
import { answers, does, lists } from "./runs.js";

type Role = BodyOf<"createInvitation">["role"];

export const listMembers = lists<"listMembers">("org members list", ({ organizations }, query, { call }) => organizations.members.list(query, call));
export const setRole = answers("org members set-role", ({ organizations }, { ids: [user, role = ""], call }) =>
  organizations.members.update(user, { role: toCode(role) as Role }, call));
export const removeMember = does(
  (user) => `${user} is no member any more.`, ({ organizations }, { ids: [user], call }) => organizations.members.delete(user, call),
  (user) => `${user} loses access to the organization.`,
);
export const listInvitations = lists<"listInvitations">("org invitations list", ({ organizations }, query, { call }) => organizations.invitations.list(query, call));
export const withdraw = does((id) => `The invitation ${id} is withdrawn.`, ({ organizations }, { ids: [id], call }) => organizations.invitations.delete(id, call));

export const invite: Run<{ role: string }> = async (context, { role }, [email = ""]) => {
  const { invitations } = context.client().organizations;
  await printAnswer(context, await invitations.create({ email, role: role as Role }, { signal: context.signal }), COLUMNS["org invite"]);
  context.note("The link is shown this once, and who has it joins with that role.");
  return EXIT.done;
};
