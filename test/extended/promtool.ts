import { fileURLToPath } from "node:url";
import { program } from "./needs.js";
import { runProgram, type Part } from "./part.js";

const RULES = fileURLToPath(new URL("../../deploy/prometheus/alerts.yaml", import.meta.url));

export const promtool: Part = {
  name: "promtool",
  shows: "Prometheus itself takes the alert rules of deploy/",
  needs: [program("promtool", "prometheus")],
  async run() {
    return /\d+ rules found/.exec(runProgram("promtool", ["check", "rules", RULES]))?.[0];
  },
};
