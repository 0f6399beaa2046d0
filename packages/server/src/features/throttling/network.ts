import { isIP } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network an address counts for: /24 of IPv4, /56 of IPv6, which is the least a provider gives a household. Who has
 * one address has its neighbours as well. What is no address is a network of its own.
 */
export const networkOf = (address: string): string => {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  return isIP(plain) === 6 ? `${first56(plain)}/56` : plain;
};

const first56 = (address: string): string => {
  const groups = expand(address.split("%")[0]!);
  return [...groups.slice(0, 3), groups[3]! & 0xff00].map((group) => group.toString(16)).join(":");
};

/** The eight groups of an IPv6 address, however it is abbreviated; of an IPv4 tail nothing is needed. */
const expand = (address: string): number[] => {
  const [head = "", tail] = address.split("::");
  const groups = (part: string): number[] => (part ? part.split(":").flatMap((group) => (group.includes(".") ? [0, 0] : [Number.parseInt(group, 16)])) : []);
  const [before, after] = [groups(head), groups(tail ?? "")];
  return tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
};
