import { processorTime } from "./cpu.js";
import type { Subject } from "./measure.js";
import type { Stage } from "./stage.js";

/** The two servers of a stage; `backend` is a process of its database's. */
export const subjectsOf = ({ server, bare }: Stage, backend: number): { server: Subject; bare: Subject } => {
  const subject = ({ url, pid }: Stage["server"]): Subject => ({ url, headers: {}, used: () => processorTime(pid, backend) });
  return { server: subject(server), bare: subject(bare) };
};
