import { useLine } from "../live-line.ts";
import type { Line } from "../live-line.ts";

const WORDS: Record<Line, string> = { live: "Live", connecting: "Connecting …", offline: "Offline" };

/** Whether new alerts come by themselves at the moment. */
export const LineBadge = () => {
  const line = useLine();
  return <span className="line-badge" data-line={line}>{WORDS[line]}</span>;
};
