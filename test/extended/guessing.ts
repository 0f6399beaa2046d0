import { setStage } from "../../bench/stage.js";
import { inParallel } from "../support/visitor.js";
import { expect } from "./smoke.js";
import type { Part } from "./part.js";

const TRIES = 1_000;
const NETWORKS = 20;
/** What a network may fail by default, and the tries that come back to it while this part runs. */
const PER_NETWORK = 100;
const LEAKED = 20;

/** Each 401 stands for one hash: test/security/guessing.test.ts counts both. */
export const guessing: Part = {
  name: "guessing",
  shows: `${TRIES} wrong passwords for one account from ${NETWORKS} networks come to ${NETWORKS} hashes at most, ${TRIES} accounts from one network to what it may fail; the owner signs in meanwhile`,
  needs: [],
  async run() {
    const stage = await setStage();
    const logIn = async (address: string, email: string, password: string): Promise<number> => {
      const response = await fetch(`${stage.server.url}/api/auth/login`, {
        method: "POST", body: JSON.stringify({ email, password }), headers: { "content-type": "application/json", "x-forwarded-for": address },
      });
      await response.arrayBuffer();
      return response.status;
    };
    const numbers = Array.from({ length: TRIES }, (_, index) => index);
    try {
      const { email, password } = stage.owner;
      const onOne = await inParallel(numbers, NETWORKS, (index) => logIn(`10.1.${index % NETWORKS}.1`, email, "not the right password"));
      expect(onOne.every((status) => status === 401 || status === 429), "each guess is wrong or refused");
      const guessed = onOne.filter((status) => status === 401).length;
      expect(guessed <= NETWORKS, `at most ${NETWORKS} guesses are looked at`);
      expect(await logIn("10.2.0.1", email, password) === 200, "the owner signs in from elsewhere");
      const onMany = await inParallel(numbers, NETWORKS, (index) => logIn(`10.3.0.${index % 250}`, `nobody${index}@example.com`, "not the right password"));
      const looked = onMany.filter((status) => status === 401).length;
      expect(looked >= PER_NETWORK && looked <= PER_NETWORK + LEAKED, `a network is stopped after ${PER_NETWORK}, not after ${looked}`);
      expect(await logIn("10.3.1.1", email, password) === 200, "the neighbouring network is not");
      return `${guessed} hashes for one account, ${looked} for one network`;
    } finally {
      await stage.stop();
    }
  },
};
