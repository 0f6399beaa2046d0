import { isVitalEdgeError, type VitalEdge } from "@vitaledge/sdk";
import { rawOf } from "@vitaledge/sdk/raw";
import type { Batch, Spool } from "./spool.js";

/** Sends what waits, oldest first, until nothing does or the server cannot be reached. Says why it stopped. */
export const sendAll = async (ve: VitalEdge, spool: Spool): Promise<string | undefined> => {
  for (let batch = await spool.next(); batch !== undefined; batch = await spool.next()) {
    const answer = await send(ve, batch);
    if (typeof answer === "string") return answer;
    await spool.finish(batch, answer);
  }
  return undefined;
};

/** The lines that the server refused, with its reasons; or why the batch has to be sent again. */
const send = async (ve: VitalEdge, { lines }: Batch): Promise<string[] | string> => {
  try {
    // The file goes as it is. Whether an earlier attempt was stored need not be known: a reading that is there is a duplicate.
    const { data, error } = await rawOf(ve).POST("/api/observations/bulk", { body: lines, headers: { "Content-Type": "application/x-ndjson" } });
    if (data === undefined) return `${error.code}: ${error.detail}`;
    const sent = lines.split("\n");
    return data.results.flatMap(({ index, problem }) => (problem === undefined ? [] : [`{"reading":${sent[index]},"problem":${JSON.stringify(problem)}}`]));
  } catch (error) {
    if (isVitalEdgeError(error)) return error.message;
    throw error;
  }
};
