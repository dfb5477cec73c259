/** The library's shape: what is exported, and of which kind, stands in a file beside this one, so that a change is seen. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as orrery from "../../models/index.js";
import * as engine from "../../sim/engine.js";
import { shapeOf } from "./shape.js";

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Names of what is there when the program runs, with their kinds. */
const kindsOf = (door: object): string[] =>
  Object.entries(door)
    .map(([name, value]) => `${name} ${/^class\b/.test(String(value)) ? "class" : typeof value}`)
    .toSorted();

describe("the shape of the library", () => {
  it("is `orrery` as written down: npx vitest run test/api -u", async () => {
    const lines = shapeOf(path("../../models/index.ts"));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("orrery.txt");
  });

  it("is `orrery/engine` as written down", async () => {
    const lines = shapeOf(path("../../sim/engine.ts"));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("engine.txt");
  });

  it("has functions and classes where the program runs", () => {
    expect(kindsOf(orrery)).toEqual([
      "InvariantError class",
      "ReplicationFailure class",
      "RuleRefusal class",
      "ScenarioErrors class",
      "SnapshotRefusal class",
      "column function",
      "compare function",
      "earn function",
      "loadScenario function",
      "plan function",
      "readSnapshot function",
      "rules object",
      "scenarioOfSnapshot function",
      "simulate function",
      "sweep function",
      "threshold function",
      "writeSnapshot function",
    ]);
    expect(kindsOf(engine)).toEqual([
      "Calls class",
      "EventFold class",
      "Faults class",
      "Fingerprint class",
      "Gossip class",
      "InvariantError class",
      "Kernel class",
      "Network class",
      "TopologyErrors class",
      "bcaInterval function",
      "binomial function",
      "binomialInterval function",
      "choose function",
      "choosePartitions function",
      "chooseWorkerCount function",
      "constrained object",
      "createStreams function",
      "createTopology function",
      "cutEvenly function",
      "dataCentre object",
      "drop number",
      "empirical function",
      "estimate function",
      "exactEstimate function",
      "exponential function",
      "flooding object",
      "gamma function",
      "geometric function",
      "gossipSub object",
      "home object",
      "kOutLinks function",
      "linkBetween function",
      "logNormal function",
      "lookaheadUs function",
      "metricKinds object",
      "nodeClasses object",
      "normal function",
      "pareto function",
      "pass number",
      "poisson function",
      "purposeKeys function",
      "readTopologyCsv function",
      "readTopologyYaml function",
      "regionPresets object",
      "regionsOf function",
      "runParallel function",
      "sampleOf function",
      "seedBits function",
      "shuffle function",
      "sixRegions2019Nodes object",
      "tFactor function",
      "threefry2x32 function",
      "uniform function",
      "unlimited object",
      "weibull function",
      "wordBelow function",
      "wordExponential function",
      "wordIsBelow function",
      "zipf function",
    ]);
  });
});
