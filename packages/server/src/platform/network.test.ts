import { expect, test } from "vitest";
import { clientOf, networkOf } from "./network.js";

test.each([
  ["192.0.2.17", "192.0.2.0/24"],
  ["192.0.2.254", "192.0.2.0/24"],
  ["::ffff:192.0.2.17", "192.0.2.0/24"],
  ["2001:db8:1:2ff:a:b:c:d", "2001:db8:1:200/56"],
  ["2001:db8:1:2ab::1", "2001:db8:1:200/56"],
  ["2001:DB8::1", "2001:db8:0:0/56"],
  ["::1", "0:0:0:0/56"],
  ["fe80::1%eth0", "fe80:0:0:0/56"],
  ["64:ff9b::192.0.2.17", "64:ff9b:0:0/56"],
  ["not an address", "not an address"],
])("%s counts for %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ["::ffff:192.0.2.17", "192.0.2.17"],
  ["2001:db8:1:2ab::1", "2001:db8:1:2ab/64"],
  ["2001:db8:1:2ab:a:b:c:d", "2001:db8:1:2ab/64"],
])("%s is of the client %s", (address, client) => {
  expect(clientOf(address)).toBe(client);
});
