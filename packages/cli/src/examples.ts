import type { CommandName } from "./coverage.js";

/** Commands that only do something here. */
type OwnCommand =
  | "auth token" | "auth switch"
  | "config list" | "config get" | "config set" | "config unset" | "config path" | "config profiles" | "config use"
  | "api" | "completion" | "doctor" | "help";

/**
 * What stands below a command's help; the tests run each, with ids of their own in place of `patient_abc123` and its
 * like. Total: a command without an example does not compile.
 */
export const EXAMPLES: Readonly<Record<CommandName | OwnCommand, readonly [string, ...string[]]>> = {
  "auth login": ["vitaledge auth login --base-url https://api.example.org --email user@example.com", "vitaledge auth login --client-id key_abc123 < secret.txt"],
  "auth logout": ["vitaledge auth logout"],
  "auth status": ["vitaledge auth status --json"],
  "auth token": ["vitaledge auth token > token.txt"],
  "auth switch": ["vitaledge auth switch org_abc123"],
  "auth mfa setup": ["vitaledge auth mfa setup"],
  "auth mfa disable": ["vitaledge auth mfa disable"],
  "auth sessions list": ["vitaledge auth sessions list"],
  "auth sessions end": ["vitaledge auth sessions end session_abc123"],
  "auth password change": ["vitaledge auth password change"],
  "patients list": ["vitaledge patients list --status active --fields id,mrn", "vitaledge patients list --all -f csv -o patients.csv"],
  "patients get": ["vitaledge patients get patient_abc123"],
  "enrollments list": ["vitaledge enrollments list --limit 10"],
  "observations list": ["vitaledge observations list --patient patient_abc123 --all -f ndjson"],
  "observations create": ["vitaledge observations create --patient patient_abc123 --metric metric_bp_systolic --value 128 --unit mmHg --recorded-at 2026-02-09T08:30:00-05:00"],
  "observations import": ["vitaledge observations import readings.csv"],
  "alerts list": ["vitaledge alerts list --status open,acknowledged"],
  "alerts triage": ["vitaledge alerts triage --limit 20"],
  "alerts resolve": ["vitaledge alerts resolve alert_abc123 --outcome contacted-patient --note 'Took the wrong cuff.'"],
  "billing summary": ["vitaledge billing summary --month 2026-01"],
  "billing readiness": ["vitaledge billing readiness enr_abc123 --month 2026-01"],
  "billing export": ["vitaledge billing export --month 2026-01 -o january.csv"],
  "billing sign-off": ["vitaledge billing sign-off enr_abc123 --month 2026-01 --list"],
  "billing close": ["vitaledge billing close --month 2026-01 --yes"],
  "billing reopen": ["vitaledge billing reopen --month 2026-01 --reason 'A note was missing.' --dry-run"],
  "billing adjustments": ["vitaledge billing adjustments --month 2026-01"],
  "billing claims list": ["vitaledge billing claims list --month 2026-01 --status denied"],
  "billing claims add": ["vitaledge billing claims add enr_abc123 --code 99454 --dos-to 2026-01-31"],
  "billing claims mark": ["vitaledge billing claims mark claim_abc123 --status paid", "vitaledge billing claims mark - --status submitted < ids.txt"],
  "billing claims export": ["vitaledge billing claims export claim_abc123 --frequency 7 -o replacement.837"],
  "org settings": ["vitaledge org settings --month 2026-01", "vitaledge org settings --set caps.99458=3 --from 2026-02"],
  "org charges show": ["vitaledge org charges show -f csv -o charges.csv"],
  "org charges upload": ["vitaledge org charges upload charges.csv --yes"],
  "org fees show": ["vitaledge org fees show"],
  "org fees upload": ["vitaledge org fees upload fees.csv --yes"],
  api: [
    "vitaledge api GET /api/patients -F status=ACTIVE --paginate -f ndjson",
    "vitaledge api PATCH /api/patients/patient_abc123 -F mrn=MRN-7",
  ],
  "config list": ["vitaledge config list"],
  "config get": ["vitaledge config get base-url"],
  "config set": ["vitaledge config set timeout 2m"],
  "config unset": ["vitaledge config unset timeout"],
  "config path": ["vitaledge config path"],
  "config profiles": ["vitaledge config profiles"],
  "config use": ["vitaledge config use default"],
  doctor: ["vitaledge doctor", "vitaledge doctor --report report.json"],
  completion: ["vitaledge completion bash > ~/.local/share/bash-completion/completions/vitaledge", "vitaledge completion zsh > ~/.zfunc/_vitaledge"],
  help: ["vitaledge help billing export", "vitaledge help exit-codes"],
};
