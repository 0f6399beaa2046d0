import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Ask for no more than that a notice is kept. */
const PERMISSIVE = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "Python-2.0", "Unlicense", "Zlib"]);

/** By name, with the reason. */
const EXCEPTIONS = [
  { names: /^lightningcss(-|$)/, reason: "MPL-2.0; comes with vitest, is not changed and goes nowhere" },
  { names: /^spawndamnit$/, reason: "its manifest points at its file LICENSE, which is MIT; comes with changesets" },
  { names: /^xmldoc$/, reason: "its manifest names none; its file LICENSE is MIT" },
  { names: /^@lhncbc\/ucum-lhc$/, reason: "the terms of UCUM and LOINC, at no cost; NOTICE has what they ask for" },
  { names: /^base-64$/, reason: "its manifest says it in an old form; its file LICENSE-MIT.txt is MIT; comes with fhirclient" },
  { names: /^fhirpath$/, reason: "terms of its own, based on BSD (LICENSE.md); tests alone use it" },
];
const isExcepted = (name) => EXCEPTIONS.some(({ names }) => names.test(name));

/** The bill of materials as a release carries it. */
const billOfMaterials = () => {
  const done = spawnSync(process.execPath, ["tools/pnpm.mjs", "sbom", "--sbom-format", "cyclonedx", "--sbom-spec-version", "1.6"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
};

const nameOf = ({ group, name }) => (group ? `${group}/${name}` : name);
const licenceOf = ({ licenses = [] }) => licenses.map(({ expression, license }) => expression ?? license.id ?? license.name).join(" AND ");

/** An expression of SPDX: one of a choice has to be permissive, and all of a sum. */
const isPermissive = (licence) =>
  licence.split(" OR ").some((choice) => choice.split(" AND ").every((one) => PERMISSIVE.has(one.replaceAll(/[() ]/g, ""))));

const isOurs = (component) => nameOf(component).startsWith("@vitaledge/");
const isForThisMachine = ({ os, cpu, libc }) => !os && !cpu && !libc;

/** Every package has a permissive licence, and every one that the lockfile has for all machines stands in the bill. */
export const checkSupply = () => {
  const { bomFormat, specVersion, components } = billOfMaterials();
  if (bomFormat !== "CycloneDX" || specVersion !== "1.6") return `the bill of materials is ${bomFormat} ${specVersion}`;
  const listed = new Set(components.map((component) => `${nameOf(component)}@${component.version}`));
  const { packages, snapshots } = parse(readFileSync("pnpm-lock.yaml", "utf8"));
  // What only packages for other machines need is not installed here.
  const optional = new Set(Object.entries(snapshots).filter(([, entry]) => entry.optional).map(([key]) => key.replace(/\(.*$/, "")));
  const faults = [
    ...components.filter((component) => !isOurs(component) && !isPermissive(licenceOf(component)) && !isExcepted(nameOf(component)))
      .map((component) => `${nameOf(component)}@${component.version} has the licence ${licenceOf(component) || "none"}: choose another package, or give the reason in tools/check-supply.mjs`),
    ...Object.entries(packages).filter(([key, entry]) => isForThisMachine(entry) && !optional.has(key) && !listed.has(key)).map(([key]) => `${key} is not in the bill of materials`),
    ...components.filter((component) => !isOurs(component) && !component.externalReferences?.some(({ hashes }) => hashes?.length)).map((component) => `${nameOf(component)} has no hash in the bill of materials`),
  ];
  return faults.length ? faults.join("\n") : undefined;
};
