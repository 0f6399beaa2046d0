import type { Severity } from "@vitaledge/sdk";
import { sentence } from "../words.ts";

/** A shape, a word and a colour: each alone says it. */
const SHAPES: Record<Severity, string> = {
  CRITICAL: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  HIGH: "M8 1.5 15.5 14.5H.5z",
  MEDIUM: "M8 .8 15.2 8 8 15.2.8 8z",
  LOW: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
};

export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <span className="severity" data-severity={severity}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d={SHAPES[severity]} /></svg>
    {sentence(severity)}
  </span>
);
