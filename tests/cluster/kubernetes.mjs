// Reads samples/cluster/kubernetes-job.yaml as far as that goes without a cluster: every field is one that Kubernetes
// has, with a value of its type (its own API description, as the package kubernetes-models has it), and the numbers in
// it fit together. In an empty folder:
//
//     npm install kubernetes-models js-yaml typescript@5
//     node …/tests/cluster/kubernetes.mjs …/samples/cluster/kubernetes-job.yaml
//
// The packages are looked for in the folder it is started in.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";

const here = createRequire(path.join(process.cwd(), "package.json"));
const yaml = here("js-yaml");
const types = {
  Job: ["IJob", "kubernetes-models/batch/v1/Job"],
  NetworkPolicy: ["INetworkPolicy", "kubernetes-models/networking.k8s.io/v1/NetworkPolicy"],
};

const documents = [];
yaml.loadAll(fs.readFileSync(process.argv[2], "utf8"), (one) => documents.push(one));
const faults = [];

// Values: the API's schema.
for (const one of documents) {
  const model = here(types[one.kind][1])[one.kind];
  try {
    new model(one).validate();
  } catch (fault) {
    faults.push(`${one.kind}: ${fault.message}`);
  }
}

// Names: a field that is none is an error to TypeScript, in an object that is written out.
const page = documents.map((one, i) =>
  `import type { ${types[one.kind][0]} } from "${types[one.kind][1]}";\n` +
  `export const document${i}: ${types[one.kind][0]} = ${JSON.stringify(one, null, 1)};\n`).join("");
fs.writeFileSync("documents.ts", page);
try {
  execFileSync(process.execPath, [here.resolve("typescript/bin/tsc"), "--noEmit", "--strict", "--skipLibCheck",
    "--module", "nodenext", "--moduleResolution", "nodenext", "documents.ts"], { encoding: "utf8" });
} catch (fault) {
  faults.push(fault.stdout.trim());
}

// What the API asks for besides, and what the file says in two places.
const job = documents.find((one) => one.kind === "Job");
const pod = job.spec.template.spec;
const shards = pod.containers[0].env.find((one) => one.name === "SHARDS").value;
if (Number(shards) !== job.spec.completions) faults.push("SHARDS and completions differ");
if (pod.restartPolicy !== "Never") faults.push("podFailurePolicy needs restartPolicy: Never");
if (job.spec.completionMode !== "Indexed") faults.push("backoffLimitPerIndex needs completionMode: Indexed");
const claims = pod.containers.flatMap((one) => one.volumeMounts.map((mount) => mount.name));
for (const claim of claims) {
  if (!pod.volumes.some((one) => one.name === claim)) faults.push(`the volume ${claim} is not there`);
}
const policy = documents.find((one) => one.kind === "NetworkPolicy");
if (policy.spec.podSelector.matchLabels.app !== job.spec.template.metadata.labels.app)
  faults.push("the network policy is of other pods");

console.log(faults.join("\n") || `${documents.map((one) => one.kind).join(" and ")}: no fault found`);
process.exit(faults.length > 0 ? 1 : 0);
