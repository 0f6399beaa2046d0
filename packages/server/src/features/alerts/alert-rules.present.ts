import type { components } from "@vitaledge/contract/schema";
import { directionOf } from "./alert-rule.js";
import type { NamedRule } from "./built-in-rules.js";

export const presentAlertRule = (rule: NamedRule): components["schemas"]["AlertRule"] => ({
  id: rule.id,
  name: rule.name,
  metricDefinitionId: rule.metricDefinitionId,
  patientId: rule.patientId,
  program: rule.program,
  condition: rule.condition,
  direction: directionOf(rule.condition),
  severity: rule.severity,
  enabled: rule.enabled,
  cooldownMinutes: rule.cooldownMinutes,
  builtIn: rule.builtIn,
  version: rule.version,
});
