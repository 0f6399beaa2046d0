import { createHash } from "node:crypto";

export type PanelKey = { patientId: string; panel: string; groupId: string | null; recordedAt: Date; deviceId: string | null; source: string };

/**
 * The id that the parts of one measurement share: parts of a group and a day, or of one moment and origin. Made of nothing but
 * what each part says itself, it is the same whichever part comes first.
 */
export const panelIdOf = ({ patientId, panel, groupId, recordedAt, deviceId, source }: PanelKey): string => {
  const measurement = groupId === null
    ? [String(recordedAt.getTime()), deviceId ?? source]
    : ["group", groupId, recordedAt.toISOString().slice(0, 10)];
  return `panel-${createHash("sha256").update([patientId, panel, ...measurement].join("\n")).digest("hex").slice(0, 32)}`;
};
