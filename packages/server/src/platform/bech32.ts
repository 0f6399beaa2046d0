/** Bech32 (BIP 173) without its limit of length: the spelling of age's keys. */
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM = 6;

const checksumOf = (values: readonly number[]): number => {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATORS.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check;
};

const expand = (prefix: string): number[] => {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
};

/** Groups of `from` bits as groups of `to` bits; undefined where what is left over is not a padding of zeros. */
const regroup = (values: Iterable<number>, from: number, to: number, pad: boolean): number[] | undefined => {
  const groups: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      groups.push((held >>> bits) & ((1 << to) - 1));
    }
  }
  const rest = held & ((1 << bits) - 1);
  if (pad) return bits ? [...groups, (held << (to - bits)) & ((1 << to) - 1)] : groups;
  return bits < from && rest === 0 ? groups : undefined;
};

export const toBech32 = (prefix: string, bytes: Buffer): string => {
  const values = regroup(bytes, 8, 5, true)!;
  const check = checksumOf([...expand(prefix), ...values, ...Array<number>(CHECKSUM).fill(0)]) ^ 1;
  const ending = Array.from({ length: CHECKSUM }, (_, at) => (check >>> (5 * (CHECKSUM - 1 - at))) & 31);
  return `${prefix}1${[...values, ...ending].map((value) => LETTERS[value]).join("")}`;
};

/** The bytes; undefined where prefix, a letter or the checksum is not right. Capitals are taken where all letters are. */
export const fromBech32 = (prefix: string, text: string): Buffer | undefined => {
  const lower = text.toLowerCase();
  if ((text !== lower && text !== text.toUpperCase()) || !lower.startsWith(`${prefix}1`)) return undefined;
  const values = Array.from(lower.slice(prefix.length + 1), (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1) || values.length < CHECKSUM || checksumOf([...expand(prefix), ...values]) !== 1) return undefined;
  const bytes = regroup(values.slice(0, -CHECKSUM), 5, 8, false);
  return bytes && Buffer.from(bytes);
};
