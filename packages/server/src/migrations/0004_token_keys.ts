/** Keys of tokens have an algorithm, a time from which they sign, and may be withdrawn. Nothing else of a key ever changes. */
export const tokenKeys = [
  `alter table platform_keys
    add column algorithm text check (algorithm in ('HS256', 'ES256')),
    add column active_at timestamptz,
    add column withdrawn_at timestamptz;`,
  "update platform_keys set algorithm = 'HS256', active_at = created_at where purpose = 'token';",
  `alter table platform_keys add constraint platform_keys_of_tokens check (case purpose
    when 'token' then algorithm is not null and active_at is not null
    else algorithm is null and active_at is null and withdrawn_at is null end);`,
  "grant update (withdrawn_at) on platform_keys to vitaledge_app;",
];
