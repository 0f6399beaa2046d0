/** A parameter's name taken apart. `inner` is what a chain or `_has` goes on with. */
export type Name =
  | { kind: "plain"; code: string; modifier: string | undefined }
  | { kind: "chain"; code: string; target: string | undefined; inner: string }
  | { kind: "has"; type: string; reference: string; inner: string };

/** `subject:Patient.name:exact`, `code:not`, `_has:Observation:patient:code`. */
export const nameOf = (text: string): Name | undefined => {
  const [, type, reference, inner] = /^_has:([A-Za-z]+):([A-Za-z0-9\-_]+):(.+)$/.exec(text) ?? [];
  if (type && reference && inner) return { kind: "has", type, reference, inner };
  const [, head = "", rest] = /^([^.]+)(?:\.(.+))?$/.exec(text) ?? [];
  const [code = "", modifier, ...more] = head.split(":");
  if (more.length || code === "") return undefined;
  return rest === undefined ? { kind: "plain", code, modifier } : { kind: "chain", code, target: modifier, inner: rest };
};
