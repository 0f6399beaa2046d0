import { isIP } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network an address counts for: /24 of IPv4, /56 of IPv6, which is the least a provider gives a household. Who has
 * one address has its neighbours as well. What is no address is a network of its own.
 */
export const networkOf = (address: string): string => {
  const plain = plainOf(address);
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  return isIP(plain) === 6 ? `${prefixOf(plain, 0xff00)}/56` : plain;
};

/** What counts as one client: an address of IPv4, a /64 of IPv6, within which a machine takes addresses as it likes. */
export const clientOf = (address: string): string => {
  const plain = plainOf(address);
  return isIP(plain) === 6 ? `${prefixOf(plain, 0xffff)}/64` : plain;
};

const plainOf = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

const prefixOf = (address: string, lastGroup: number): string => {
  const groups = expand(address.split("%")[0]!);
  return [...groups.slice(0, 3), groups[3]! & lastGroup].map((group) => group.toString(16)).join(":");
};

/** The eight groups of an IPv6 address, however it is abbreviated; of an IPv4 tail nothing is needed. */
const expand = (address: string): number[] => {
  const [head = "", tail] = address.split("::");
  const groups = (part: string): number[] => (part ? part.split(":").flatMap((group) => (group.includes(".") ? [0, 0] : [Number.parseInt(group, 16)])) : []);
  const [before, after] = [groups(head), groups(tail ?? "")];
  return tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
};
