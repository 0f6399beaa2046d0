/** Both ends are inside. */
export type ByteRange = { from: number; to: number };

/** RFC 9110, 14.1.2: one range of bytes that the file has; undefined for anything else, which is answered with the whole. */
export const parseRange = (header: string | undefined, bytes: number): ByteRange | undefined => {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "") return last === "" || Number(last) === 0 || bytes === 0 ? undefined : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const range = { from: Number(first), to: last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1) };
  return range.from <= range.to && (last === "" || Number(first) <= Number(last)) ? range : undefined;
};

/** The bytes of a range; stops reading at its end. */
export async function* sliceBytes(chunks: AsyncIterable<Buffer>, { from, to }: ByteRange): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, from - at), Math.max(0, to + 1 - at));
    at += chunk.length;
    if (part.length) yield part;
    if (at > to) return;
  }
}
