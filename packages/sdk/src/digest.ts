import type * as NodeCrypto from "node:crypto";

/** SHA-256 over pieces, with the platform's own hash where it can be fed piece by piece. */
export type Hasher = { update(piece: Uint8Array): void; digest(): Promise<Uint8Array> };

export function createHasher(): Hasher {
  const node = findBuiltin<typeof NodeCrypto>("node:crypto");
  if (node === undefined) return collect();
  const hash = node.createHash("sha256");
  return {
    update: (piece) => void hash.update(piece),
    digest: async () => hash.digest(),
  };
}

/** Web Crypto takes the whole at once. */
function collect(): Hasher {
  const pieces: Uint8Array[] = [];
  return {
    update: (piece) => void pieces.push(piece),
    digest: async () => new Uint8Array(await crypto.subtle.digest("SHA-256", join(pieces))),
  };
}

export function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The SHA-256 of RFC 9530's `Repr-Digest: sha-256=:base64:`. */
export function readDigest(headers: Headers): string | undefined {
  return headers.get("Repr-Digest")?.match(/(?:^|[\s,])sha-256=:([A-Za-z0-9+/=]+):/)?.[1];
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Node's own modules, without an import that a bundler for browsers would stumble on. */
export function findBuiltin<T>(name: string): T | undefined {
  const host = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process;
  return host?.getBuiltinModule?.(name) as T | undefined;
}
