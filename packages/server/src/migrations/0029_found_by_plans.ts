/** Statements that read a whole table for a few of its rows: `test/performance` finds such. */
export const foundByPlans = [
  "create index alert_rules_patient on alert_rules (organization_id, patient_id) where patient_id is not null;",
  "create index alert_rules_built_in on alert_rules (organization_id) where built_in;",
  "create index alert_rules_missing on alert_rules (organization_id, metric_definition_id) where condition->>'type' = 'missing';",
  "create index password_resets_user on password_resets (user_id) where used_at is null;",
  "create index mfa_challenges_user on mfa_challenges (user_id) where used_at is null;",
];
