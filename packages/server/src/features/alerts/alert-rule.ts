import type { Program } from "../enrollments/enrollments.policy.js";

export type Severity = "CRITICAL" | "HIGH" | "MEDIUM" | "LOW";
export type Direction = "HIGH" | "LOW" | "NONE";
export type AlertType = "THRESHOLD" | "CHANGE" | "MISSING";

export type ThresholdCondition = {
  type: "threshold";
  operator: "gt" | "gte" | "lt" | "lte";
  value: number;
  consecutive?: number;
};
export type ChangeCondition = {
  type: "change";
  direction: "increase" | "decrease";
  amount: number;
  withinHours: number;
};
export type MissingCondition = { type: "missing"; withoutReadingHours: number };
/** Values and amounts are in the metric's canonical unit. */
export type Condition = ThresholdCondition | ChangeCondition | MissingCondition;

export type AlertRule = {
  id: string;
  metricDefinitionId: string;
  patientId: string | null;
  program: Program | null;
  condition: Condition;
  severity: Severity;
  enabled: boolean;
  cooldownMinutes: number;
  builtIn: boolean;
};

const RANK: Record<Severity, number> = { CRITICAL: 4, HIGH: 3, MEDIUM: 2, LOW: 1 };

export const severityRank = (severity: Severity): number => RANK[severity];

export const directionOf = (condition: Condition): Direction => {
  if (condition.type === "missing") return "NONE";
  if (condition.type === "change") return condition.direction === "increase" ? "HIGH" : "LOW";
  return condition.operator === "gt" || condition.operator === "gte" ? "HIGH" : "LOW";
};

const TYPES = { threshold: "THRESHOLD", change: "CHANGE", missing: "MISSING" } as const;

export const typeOf = (condition: Condition): AlertType => TYPES[condition.type];

/** One alert at a time stands for each of these; rules replace one another within it. */
export const kindOf = (condition: Condition): string => `${typeOf(condition)} ${directionOf(condition)}`;

export type RuleScope = {
  patientId: string;
  metricDefinitionId: string;
  /** Programs of the patient's enrollments active when the reading was taken. */
  programs: readonly Program[];
};

const levelOf = (rule: AlertRule): number => (rule.patientId !== null ? 2 : rule.builtIn ? 0 : 1);

/** The patient's rules replace the organization's, and those the built-in ones: per metric, type and direction, all severities together. */
export const chooseRules = (rules: readonly AlertRule[], scope: RuleScope): AlertRule[] => {
  const applicable = rules.filter(
    (rule) =>
      rule.enabled &&
      rule.metricDefinitionId === scope.metricDefinitionId &&
      (rule.patientId === null || rule.patientId === scope.patientId) &&
      (rule.program === null || scope.programs.includes(rule.program)),
  );
  const highest = new Map<string, number>();
  for (const rule of applicable) {
    const kind = kindOf(rule.condition);
    highest.set(kind, Math.max(highest.get(kind) ?? 0, levelOf(rule)));
  }
  return applicable.filter((rule) => levelOf(rule) === highest.get(kindOf(rule.condition)));
};
