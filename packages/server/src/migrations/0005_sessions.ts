// One statement for many requests reads the memberships of several users. The list is taken apart once a statement, not once a row.
const ARE_MINE = "user_id = any ((select string_to_array(current_setting('app.user_id', true), ','))::text[])";

/** What a session's standing is read from: the limits of all the organizations of its user. */
export const sessions = [
  // Counts changes of password and second factor: a sign-in that has proven former ones comes too late.
  "alter table users add column credentials_version integer not null default 1;",
  `alter policy mine on members using (${ARE_MINE});`,
  `alter policy mine on organizations using (organization_id in (select m.organization_id from members m where m.${ARE_MINE}));`,
];
