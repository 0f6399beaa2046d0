// Of one program, in turn: bare fetch and the SDK, the same GETs one after another. Prints milliseconds of wall and CPU a round.
const [url, entry] = process.argv.slice(2);
const { bearer, VitalEdge } = await import(entry);

const ROUNDS = 11;
const CALLS = 400;
const ve = new VitalEdge({ baseUrl: url, organizationId: "org_abc123", auth: bearer(() => "token"), hooks: { onResponse: () => undefined } });
const headers = { Authorization: "Bearer token", "X-Organization-ID": "org_abc123" };
const subjects = {
  fetch: async () => (await fetch(`${url}/api/patients/patient_xyz`, { headers })).json(),
  sdk: () => ve.patients.get("patient_xyz"),
};

async function round(call) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (let done = 0; done < CALLS; done += 1) await call();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

const rounds = { fetch: [], sdk: [] };
for (const call of Object.values(subjects)) await round(call);
for (let turn = 0; turn < ROUNDS; turn += 1) {
  for (const name of turn % 2 === 0 ? ["fetch", "sdk"] : ["sdk", "fetch"]) rounds[name].push(await round(subjects[name]));
}
console.log(JSON.stringify(rounds));
process.exit();
