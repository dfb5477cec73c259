/** The same scenario gives the same bytes in whatever folder it runs, and under every version of Node. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestName } from "../../sim/output/result-folder.js";
import { compile, otherNodes, root, run, whyNone } from "./nodes.js";

if (otherNodes.length === 0) console.warn(whyNone);

/** Everything at once: arrivals, departures, outages, growth, splits, a Zipf skew and drawn seniority. */
const lively = `name: lively
horizon: 1 d
operators:
  - { class: first, count: 30, workers: 4, seniority: historic, uptime: 95 %, outage: 10 min }
  - { class: later, count: 6, workers: { total: 40, sigma: 1 }, arrive: 60/d, leave: half-life 5 h }
shards: { count: 6, world: 40 GB, skew: zipf 0.8, growth: 3 %/month }
switches: { maximumProvers: 16 }
`;
const era = "dusk.yaml";

const folder = mkdtempSync(join(tmpdir(), "orrery-nodes-"));
let compiled = "";
beforeAll(async () => {
  compiled = await compile();
});
afterAll(() => {
  for (const path of [folder, compiled]) rmSync(path, { recursive: true });
});

/** Runs a scenario under a Node in a folder of that name; gives the fingerprint and the hash of every file. */
async function resultsOf(node: string, name: string, scenario: string): Promise<Readonly<Record<string, string>>> {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, "lively.yaml"), lively);
  cpSync(join(root, "scenarios/eras", era), join(cwd, era));
  const out = `of-${scenario}`;
  const words = ["run", scenario, "--horizon", "4 h", "--events", "--trace", "--json", "--quiet", "--out", out];
  const printed = await run(node, [join(compiled, "models/cli/main.js"), ...words], cwd);
  const { fingerprint, metrics } = JSON.parse(printed) as { fingerprint: string; metrics: unknown };
  return { fingerprint, metrics: JSON.stringify(metrics), ...hashesBelow(join(cwd, out)) };
}

/** Path → SHA-256 of every file of a result but the manifest, which knows the machine. */
function hashesBelow(result: string): Record<string, string> {
  const files = readdirSync(result, { recursive: true, encoding: "utf8" })
    .filter((path) => path !== manifestName && statSync(join(result, path)).isFile())
    .sort();
  const hash = (path: string): string =>
    createHash("sha256")
      .update(readFileSync(join(result, path)))
      .digest("hex");
  return Object.fromEntries(files.map((path) => [path, hash(path)]));
}

describe.each(["lively.yaml", era])("a run of %s", (scenario) => {
  const places = [process.execPath, process.execPath, ...otherNodes].map((node, k) => ({
    node,
    name: `at/${k}/folders`,
  }));

  it("has the same bytes in another folder, and under every other version of Node that is there", async () => {
    const [here, ...others] = await Promise.all(places.map(({ node, name }) => resultsOf(node, name, scenario)));
    expect(Object.keys(here)).toEqual(expect.arrayContaining(["series.csv", "trace.csv", "draws.csv", "events.csv"]));
    expect(others.length).toBe(otherNodes.length + 1);
    for (const other of others) expect(other).toEqual(here);
  });
});

describe("what results rest on", () => {
  it.skipIf(otherNodes.length === 0)("has the same bits under every other version of Node", async () => {
    const probes = await Promise.all(
      [process.execPath, ...otherNodes].map(async (node) => {
        const printed = await run(node, [join(root, "test/other-nodes/probe.mjs"), compiled], folder);
        return JSON.parse(printed) as { readonly node: string; readonly digests: Readonly<Record<string, string>> };
      }),
    );
    expect(new Set(probes.map(({ node }) => node.split(".")[0])).size).toBeGreaterThan(1);
    expect(Object.keys(probes[0].digests).length).toBeGreaterThan(25);
    for (const { digests } of probes) expect(digests).toEqual(probes[0].digests);
  });
});
