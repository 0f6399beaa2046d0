export type AlertStatus = "OPEN" | "ACKNOWLEDGED" | "SNOOZED" | "RESOLVED";

export type TriageAction =
  | { action: "ACKNOWLEDGE" }
  | { action: "ASSIGN"; assigneeId: string }
  | { action: "ESCALATE" }
  | { action: "SNOOZE"; until: Date };

/** What an action may change of an alert. */
export type TriageState = {
  status: AlertStatus;
  assigneeId: string | null;
  escalated: boolean;
  snoozedUntil: Date | null;
};

const NEXT: Record<AlertStatus, readonly AlertStatus[]> = {
  OPEN: ["ACKNOWLEDGED", "SNOOZED", "RESOLVED"],
  ACKNOWLEDGED: ["OPEN", "SNOOZED", "RESOLVED"],
  SNOOZED: ["OPEN", "ACKNOWLEDGED", "RESOLVED"],
  RESOLVED: [],
};

export const canMove = (from: AlertStatus, to: AlertStatus): boolean => NEXT[from].includes(to);

export const canResolve = (status: AlertStatus): boolean => canMove(status, "RESOLVED");

const DAY = 86_400_000;
const LONGEST_SNOOZE = 7 * DAY;

export type ActionFault = { pointer: string; code: string; message: string };

/** What the body of a triage call lacks or has wrong; one entry a fault. */
export const faultsOfAction = (
  body: { action: TriageAction["action"]; assigneeId?: string; until?: string },
  now: Date,
): ActionFault[] => {
  if (body.action === "ASSIGN" && body.assigneeId === undefined) {
    return [{ pointer: "/assigneeId", code: "required", message: "ASSIGN needs the member to assign to." }];
  }
  if (body.action !== "SNOOZE") return [];
  if (body.until === undefined) {
    return [{ pointer: "/until", code: "required", message: "SNOOZE needs the time until which to snooze." }];
  }
  const ahead = Date.parse(body.until) - now.getTime();
  if (ahead > 0 && ahead <= LONGEST_SNOOZE) return [];
  return [
    { pointer: "/until", code: "out_of_range", message: "A snooze ends ahead of now and within 7 days." },
  ];
};

/** The changes an action brings, empty where it changes nothing; undefined where the alert is resolved. */
export const applyAction = (alert: TriageState, action: TriageAction): Partial<TriageState> | undefined => {
  if (alert.status === "RESOLVED") return undefined;
  switch (action.action) {
    case "ACKNOWLEDGE":
      return alert.status === "ACKNOWLEDGED" ? {} : { status: "ACKNOWLEDGED", snoozedUntil: null };
    case "ASSIGN":
      return alert.assigneeId === action.assigneeId ? {} : { assigneeId: action.assigneeId };
    case "ESCALATE":
      return alert.escalated ? {} : { escalated: true };
    case "SNOOZE":
      return alert.status === "SNOOZED" && alert.snoozedUntil?.getTime() === action.until.getTime()
        ? {}
        : { status: "SNOOZED", snoozedUntil: action.until };
  }
};
