import type { SearchParameter } from "../../definitions.js";
import { FHIR_TYPES } from "../../table.js";
import type { ReferenceValue } from "../branch.js";
import { keyOf } from "../index/keys.js";
import { relativeOf } from "../index/references.js";

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** Types that a reference parameter may name. */
export const targetsOf = ({ target }: Pick<SearchParameter, "target">, modifier: string | undefined): readonly string[] =>
  modifier !== undefined ? [modifier] : target ?? FHIR_TYPES.map(({ type }) => type);

/** `id`, `Type/id`, an address of this server or any other. */
export const parseReferences = (texts: readonly string[], { targets, baseUrl }: { targets: readonly string[]; baseUrl: string }): ReferenceValue[] => {
  const named: ReferenceValue[] = [];
  const urls: ReferenceValue[] = [];
  for (const text of texts) {
    const local = text.startsWith(`${baseUrl}/`) ? text.slice(baseUrl.length + 1) : text;
    const relative = relativeOf(local);
    if (relative) {
      if (targets.includes(relative.type)) named.push(relative);
      urls.push({ url: keyOf(`${baseUrl}/${relative.type}/${relative.id}`) });
    } else if (ID.test(local)) named.push(...targets.map((type) => ({ type, id: local })));
    else urls.push({ url: keyOf(text) });
  }
  return [...named, ...urls];
};
