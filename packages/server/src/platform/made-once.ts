/**
 * What is made of an object that does not change, and a text, made once for as long as the object is there: what a month is
 * weighed by is the same for each of ten thousand enrollments.
 */
export const madeOnce = <Of extends object, Made>(make: (of: Of, text: string) => Made): ((of: Of, text?: string) => Made) => {
  const kept = new WeakMap<Of, Map<string, Made>>();
  return (of, text = "") => {
    const known = kept.get(of) ?? new Map<string, Made>();
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(of, text);
    kept.set(of, known.set(text, made));
    return made;
  };
};

/** What is made of a text or a number, remembered for so many of them; then it begins anew. */
export const remembered = <Of extends string | number, Made extends NonNullable<unknown>>(most: number, make: (of: Of) => Made): ((of: Of) => Made) => {
  const kept = new Map<Of, Made>();
  return (of) => {
    const found = kept.get(of);
    if (found !== undefined) return found;
    const made = make(of);
    if (kept.size >= most) kept.clear();
    kept.set(of, made);
    return made;
  };
};
