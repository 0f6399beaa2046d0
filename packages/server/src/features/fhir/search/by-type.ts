/** Ids, by the type of what they are of. */
export const idsByType = (named: readonly { type: string; id: string }[]): Map<string, string[]> => {
  const byType = new Map<string, string[]>();
  for (const { type, id } of named) byType.set(type, [...(byType.get(type) ?? []), id]);
  return byType;
};
