/** Extreme values of every field of every model: each is refused, or the run ends with figures that are numbers. */
import { describe, expect, it } from "vitest";
import { gossipModel } from "../models/gossip/gossip-model.js";
import { mixnetModel } from "../models/mixnet/mixnet-model.js";
import { quilibrium } from "../models/quilibrium.js";
import { relayModel } from "../models/relay/relay-model.js";
import type { Model, ScenarioBasics } from "../sim/experiment/model.js";
import { type Extreme, extremesOf, withValue } from "./extreme-values.js";

const line = { upload: "100 Mbit/s", download: "100 Mbit/s", access: "5 ms", loss: "1 %" };

interface Case {
  readonly name: string;
  readonly base: Fields;
  readonly extremes: readonly Extreme[];
  /** What becomes of a scenario of the model. */
  readonly fateOf: (fields: unknown) => Fate;
}

type Fields = Readonly<Record<string, unknown>>;
type Fate = "no such file" | "refused" | "too large" | "ran";

const caseOf = <Scenario extends ScenarioBasics>(name: string, model: Model<Scenario>, base: Fields): Case => ({
  name,
  base,
  extremes: extremesOf(model.schema),
  fateOf: (fields) => fate(model, fields),
});

const cases: readonly Case[] = [
  caseOf("gossip", gossipModel, {
    model: "gossip",
    name: "extreme",
    horizon: "60 s",
    connections: 3,
    jitter: "1 ms",
    mesh: { heartbeat: "1 s" },
    regions: {},
    nodes: [
      { class: "one", count: 6, perAddress: 2 },
      { class: "two", count: 4 },
    ],
    messages: [{ flow: "frame", size: "20 kB", every: "5 s" }],
    faults: [{ fault: "crash", at: "20 s", for: "1 s", every: "10 s", from: { classes: ["two"] } }],
  }),
  caseOf("mixnet", mixnetModel, {
    model: "mixnet",
    name: "extreme",
    horizon: "60 s",
    line: {},
    observer: {},
    mixnet: { players: 4, depth: 2, batch: 9, wait: "2 s" },
    users: { count: 20, rate: "2/s", watched: 2 },
    silent: [{ player: 0, at: "30 s", for: "1 s" }],
  }),
  caseOf("relay", relayModel, {
    model: "relay",
    name: "extreme",
    horizon: "20 s",
    work: {},
    topology: { nodes: "node\na\nb\nc\n", links: "from,to,latency_ms\na,b,10\nb,c,20\nc,a,30\n" },
    block: { body: "80 kB", header: "1 kB", every: "2 s" },
  }),
  caseOf("network by messages", quilibrium, {
    name: "extreme",
    horizon: "20 min",
    fidelity: "message",
    report: { every: "5 min" },
    network: { jitter: "1 ms", archives: line },
    operators: [{ class: "one", count: 3, workers: 1, ...line, uptime: "90 %", outage: "10 min" }],
    shards: { count: 2, world: "2 GB" },
  }),
];

/** Runs that take longer than a test has. */
const maxEvents = 100_000;

/** Fields that the models share, of which the network has a test of its own; and sizes that take minutes to lay out. */
const isLeftOut = (path: string): boolean =>
  /^(replications|nodes\.0\.count|claims|outputs|expect|tune|search|sweep)\b/.test(path);

/** What became of a scenario. Throws where it ran and told something that is no number. */
function fate<Scenario extends ScenarioBasics>(model: Model<Scenario>, fields: unknown): Fate {
  const parsed = model.schema.safeParse(fields);
  if (!parsed.success) return "no such file";
  const plan = model.planOf(parsed.data);
  if (plan.infeasible.length > 0) return "refused";
  if (plan.events.total > maxEvents || plan.frames > maxEvents) return "too large";
  const simulation = model.createSimulation(parsed.data, { seed: "1", replication: 0, replay: "npm test" });
  simulation.advance(Infinity);
  const { metrics, summaryLines } = simulation.finish();
  expect(metrics.filter(({ value }) => typeof value === "number" && !Number.isFinite(value))).toEqual([]);
  for (const line of [...summaryLines, ...model.summaryLines([metrics], parsed.data)])
    expect(line).not.toMatch(/NaN|Infinity|undefined|null/);
  return "ran";
}

describe("extreme values of every field", () => {
  it.each(cases)("are refused or run: $name", ({ name, base, extremes, fateOf }) => {
    expect(fateOf(base)).toBe("ran");
    const isOwn = name === "network by messages" ? /^(network|operators)\b/ : /./;
    const failed: string[] = [];
    const fates = extremes
      .filter(({ steps }) => isOwn.test(steps.join(".")) && !isLeftOut(steps.join(".")))
      .map(({ steps, value }) => {
        try {
          return fateOf(withValue(base, steps, value));
        } catch (error) {
          failed.push(`${steps.join(".")}: ${String(value)}: ${String(error)}`);
          return "failed";
        }
      });
    expect(failed).toEqual([]);
    for (const one of ["ran", "no such file", "refused"]) expect(fates).toContain(one);
  });
});
