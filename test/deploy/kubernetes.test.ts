import { readdirSync } from "node:fs";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ConfigMap, Secret, Service, ServiceAccount } from "kubernetes-models/v1";
import { describe, expect, test } from "vitest";
import { IMAGE, isProbe, readDeployed, readYaml, refusal, unknownSettings } from "./files.js";
import { watchReads } from "./watch-reads.js";

type Probe = { httpGet: { path: string; port: string } };
type Container = {
  image: string; args: string[]; ports?: { name: string; containerPort: number }[]; envFrom: { secretRef?: { name: string }; configMapRef?: { name: string } }[];
  env?: { name: string }[]; securityContext: object; startupProbe?: Probe; livenessProbe?: Probe; readinessProbe?: Probe; resources: object;
};
type Pod = { metadata: { labels: Record<string, string> }; spec: { containers: Container[]; serviceAccountName: string; automountServiceAccountToken: boolean; enableServiceLinks?: boolean; securityContext: object; terminationGracePeriodSeconds?: number } };
type Manifest = {
  apiVersion: string; kind: string; metadata: { name: string };
  spec: { template: Pod; selector: { matchLabels: Record<string, string> }; podSelector: { matchLabels: Record<string, string> }; scaleTargetRef: { kind: string; name: string } };
  data?: Record<string, string>; stringData?: Record<string, string>;
};
type Kustomization = { resources: string[]; images: { name: string; newTag: string }[] };

const FOLDER = "kubernetes";
const [kustomization] = readYaml(`${FOLDER}/kustomization.yaml`) as [Kustomization];
const applied = kustomization.resources.flatMap((file) => readYaml(`${FOLDER}/${file}`) as Manifest[]);
const secrets = readYaml(`${FOLDER}/secret.example.yaml`) as Manifest[];
const everything = [...applied, ...secrets];
const called = (kind: string, name: string): Manifest => everything.find((one) => one.kind === kind && one.metadata.name === name)!;
const withPods = applied.filter(({ kind }) => kind === "Deployment" || kind === "Job");
const server = called("Deployment", "vitaledge-server").spec.template;

const KINDS = [Deployment, HorizontalPodAutoscaler, Job, NetworkPolicy, PodDisruptionBudget, ConfigMap, Secret, Service, ServiceAccount];

/** What Kubernetes' own schema refuses of a manifest, and what it has no field for. */
const faults = (manifest: { apiVersion: string; kind: string }): string[] => {
  const Kind = KINDS.find(({ apiVersion, kind }) => apiVersion === manifest.apiVersion && kind === manifest.kind);
  if (!Kind) return [`there is no ${manifest.kind} of ${manifest.apiVersion}`];
  const { seen, unread } = watchReads(manifest);
  // Each kind takes its own, and copies what it is given; what is put into it afterwards it only looks at.
  const model = Object.assign(new (Kind as new (data: object) => { validate(): void })({}), seen);
  try {
    model.validate();
  } catch (error) {
    return [String(error)];
  }
  return unread();
};

const isPartOf = (part: Record<string, string>, whole: Record<string, string>): boolean => Object.entries(part).every(([name, value]) => whole[name] === value);

describe("the manifests for Kubernetes", () => {
  test("are what its schema knows, field for field", () => {
    expect(everything.length).toBeGreaterThan(10);
    for (const manifest of everything) expect(faults(manifest), `${manifest.kind} ${manifest.metadata.name}`).toEqual([]);
    const misspelled = structuredClone(called("Deployment", "vitaledge-server")) as unknown as { spec: { template: { spec: Record<string, unknown> } } };
    misspelled.spec.template.spec["securityContexts"] = {};
    expect(faults(misspelled as unknown as Manifest)).toEqual(["spec.template.spec.securityContexts"]);
  });

  test("are all applied but the example of the secrets", () => {
    const files = readdirSync(new URL(`../../deploy/${FOLDER}`, import.meta.url)).filter((file) => !["kustomization.yaml", "secret.example.yaml"].includes(file));
    expect(kustomization.resources.toSorted()).toEqual(files.toSorted());
    expect(kustomization.images).toEqual([{ name: "vitaledge/server", newTag: IMAGE.split(":")[1] }]);
  });

  test("run the one image with commands that it knows, without root, privilege, token or a place to write", () => {
    for (const { metadata, spec: { template: { spec: pod } } } of withPods) {
      expect(pod.securityContext, metadata.name).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
      expect(pod.automountServiceAccountToken, metadata.name).toBe(false);
      expect(called("ServiceAccount", pod.serviceAccountName)).toBeDefined();
      for (const { image, args, securityContext, resources } of pod.containers) {
        expect(image, metadata.name).toBe(IMAGE);
        expect(refusal(args), metadata.name).toBeUndefined();
        expect(securityContext, metadata.name).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
        expect(resources, metadata.name).toHaveProperty("limits.memory");
      }
    }
  });

  test("take their settings by reference, by names that the server knows; the owner's address reaches the migration alone", () => {
    const given = everything.filter(({ kind }) => kind === "ConfigMap" || kind === "Secret");
    expect(unknownSettings(given.flatMap(({ data, stringData }) => Object.keys({ ...data, ...stringData })))).toEqual([]);
    expect(applied.filter(({ kind }) => kind === "Secret")).toEqual([]);
    // What Kubernetes would add of itself: the start would be refused for it.
    expect(unknownSettings(["VITALEDGE_SERVICE_HOST"])).toHaveLength(1);
    for (const { metadata, spec } of withPods) expect(spec.template.spec.enableServiceLinks, metadata.name).toBe(false);
    const refersTo = ({ envFrom }: Container): string[] => envFrom.flatMap(({ secretRef, configMapRef }) => [secretRef && `Secret ${secretRef.name}`, configMapRef && `ConfigMap ${configMapRef.name}`].filter((one) => one !== undefined));
    const used = withPods.map(({ metadata, spec }) => [metadata.name, spec.template.spec.containers.flatMap(refersTo)] as const);
    for (const [name, references] of used) expect(references.filter((one) => !given.some(({ kind, metadata }) => one === `${kind} ${metadata.name}`)), name).toEqual([]);
    expect(used.filter(([, references]) => references.includes("Secret vitaledge-owner")).map(([name]) => name)).toEqual(["vitaledge-migrate"]);
  });

  test("ask for health where the contract has it, on a port that the program opens", () => {
    const metrics = Number(called("ConfigMap", "vitaledge").data!.VITALEDGE_METRICS_PORT);
    const opened = { http: Number(/PORT=(\d+)/.exec(readDeployed("Dockerfile"))![1]), metrics };
    for (const [name, ports] of [["vitaledge-server", opened], ["vitaledge-worker", { metrics }]] as const) {
      const [container] = called("Deployment", name).spec.template.spec.containers as [Container];
      expect(Object.fromEntries(container.ports!.map((port) => [port.name, port.containerPort])), name).toEqual(ports);
      const probes = [container.startupProbe!, container.livenessProbe!, container.readinessProbe!].map(({ httpGet }) => httpGet);
      expect(probes.map(({ path }) => path), name).toEqual(["/healthz", "/healthz", "/readyz"]);
      expect(probes.filter(({ path, port }) => !isProbe(path) || !(port in ports)), name).toEqual([]);
    }
    expect(called("Service", "vitaledge").spec).toMatchObject({ ports: [{ targetPort: "http" }] });
    expect(called("NetworkPolicy", "vitaledge-server").spec).toMatchObject({ ingress: [{ ports: [{ port: opened.http }] }] });
    expect(called("NetworkPolicy", "vitaledge").spec).toMatchObject({ ingress: [{ ports: [{ port: metrics }] }] });
  });

  test("give a server longer to end than it takes, keep one of each kind through a disruption, and select what is there", () => {
    for (const { metadata, spec } of withPods.filter(({ kind }) => kind === "Deployment")) {
      expect(spec.template.spec.terminationGracePeriodSeconds, metadata.name).toBeGreaterThan(60);
      expect(isPartOf(spec.selector.matchLabels, spec.template.metadata.labels), metadata.name).toBe(true);
      expect(called("PodDisruptionBudget", metadata.name).spec.selector.matchLabels).toEqual(spec.selector.matchLabels);
    }
    expect(isPartOf(called("Service", "vitaledge").spec.selector as unknown as Record<string, string>, server.metadata.labels)).toBe(true);
    for (const { spec } of applied.filter(({ kind }) => kind === "NetworkPolicy")) {
      expect(withPods.some((one) => isPartOf(spec.podSelector.matchLabels, one.spec.template.metadata.labels))).toBe(true);
    }
    const { kind, name } = called("HorizontalPodAutoscaler", "vitaledge-server").spec.scaleTargetRef;
    expect(called(kind, name)).toBeDefined();
  });
});
