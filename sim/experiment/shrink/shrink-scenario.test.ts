import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { crowdModel } from "../../../test/crowd-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { createStreams } from "../../random/stream.js";
import { expectationsOf } from "../expect/expectations.js";
import { loadAll, loadFile } from "../ready-scenario.js";
import { type ShrinkScenarioOptions, shrinkScenario } from "./shrink-scenario.js";
import type { PlainMap } from "./candidate.js";

const big = `name: fair
about: many crowds
seed: 3
horizon: 3 d
chance: CHANCE
crowds:
  - { name: early, count: 300 }
  - { name: late, count: 400, pace: 3 }
  - { name: loud, count: 64, pace: 2 }
  - { name: old, count: 200 }
timeline:
  - { hour: 1, music: waltz }
  - { hour: 5, jam: quiet }
  - { hour: 9, jam: loud }
  - { hour: 12, music: polka }
doors: { width: 7, colour: green }
replications: 20
expect:
  - CLAIM
  - never queue.length > 5
`;

/** Whether a run lasts longer than a day. */
const byDays: ShrinkScenarioOptions["wayOf"] = ({ tables }) => (tables.series.rowCount > 24 ? "long" : "short");

/** The last of fifty replications in which a door jams with that chance. */
const lastJam = (chance: number): number =>
  Array.from({ length: 50 }, (_, k) => k).findLast(
    (k) => createStreams(3, k).purpose("jam").uniform(0, 0) < chance,
  ) as number;

const idle = { progress: { update() {} }, interrupt: { requested: false } };

/** What is left of the scenario with that claim, which is looked for in one replication. */
async function shrunk(
  claim: string,
  { chance = "1", replication = 0, ...rest }: Partial<ShrinkScenarioOptions> & { chance?: string } = {},
) {
  const folder = folderWith({ "big.yaml": big.replace("CLAIM", claim).replace("CHANCE", chance) });
  const loaded = loadFile(crowdModel, join(folder, "big.yaml"));
  if (!loaded.ok) throw new Error(loaded.errors[0].message);
  const [expectation] = expectationsOf(loaded.value, crowdModel.metricsOf(loaded.value));
  const found = await shrinkScenario(crowdModel, {
    file: "big.yaml",
    to: "small.yaml",
    root: undefined,
    scenario: loaded.value,
    given: loaded.given as PlainMap,
    expectation,
    replication,
    found: "3 of 3 runs",
    budget: 400,
    wayOf: () => "",
    ...idle,
    ...rest,
  });
  if (typeof found === "string") throw new Error(found);
  const text = found.text;
  return { ...found, plain: parse(text) as Record<string, unknown> };
}

describe("a scenario that fails what is expected of it", () => {
  it("is left with what the failure needs, and no larger numbers", async () => {
    const { plain, end, lines, linesBefore } = await shrunk(
      "{ id: short, that: P(queue.length > 10) <= 1 %, because: of the door }",
    );
    expect(plain).toEqual({
      name: "fair-shrunk",
      seed: 3,
      replications: 1,
      horizon: "1 h",
      crowds: [{ name: "loud", count: 16 }],
      timeline: [{ hour: 1, jam: "loud" }],
      outputs: ["always(queue.length <= 10)", "max(queue.length)"],
      expect: [{ id: "short", that: "never queue.length > 10 @ 95%", because: "of the door" }],
    });
    expect(end).toBe("smallest");
    expect(lines).toBeLessThan(linesBefore / 1.5);
  });

  it("says where it comes from, what was claimed and what was seen there, and how to run it", async () => {
    const { text, runs } = await shrunk("{ id: short, that: P(queue.length > 10) <= 1 %, knownWeakness: doors jam }");
    const comment = text
      .split("\n")
      .filter((line) => line.startsWith("#"))
      .join("\n");
    expect(comment).toMatchInlineSnapshot(`
      "# Shrunk by orrery why from big.yaml: as little as still fails its expectation short,
      #     P(ever queue.length > 10) <= 1 % @ 95%
      # of which was seen there: 3 of 3 runs.
      # There replication 0 of seed 3 speaks against it. One run is to be enough, so that expect claims it of each run.
      # Known to be weak there: doors jam
      # Nothing more can be taken away (35 runs tried).
      #
      #     npx orrery run small.yaml
      #     npx orrery check small.yaml"
    `);
    expect(comment).toContain(`${runs} runs tried`);
  });

  it("is a file that loads, and fails in the run that it names", async () => {
    const { text } = await shrunk("P(queue.length > 10) <= 1 %");
    const folder = folderWith({ "small.yaml": text });
    const [ready] = loadAll(crowdModel, [join(folder, "small.yaml")]);
    const run = crowdModel.createSimulation(ready.scenario, { seed: "3", replication: 0, replay: "" });
    run.advance(run.horizonUs);
    expect(Number(run.finish().metrics[0].value)).toBeGreaterThan(10);
  });

  it("fails in the first replication of a seed that it names, where a later one was the one that failed", async () => {
    const { plain, replication } = await shrunk("P(queue.length > 10) <= 1 %", {
      chance: "0.3",
      replication: lastJam(0.3),
    });
    expect(replication).toBe(0);
    expect(plain["replications"]).toBe(1);
  });

  it("keeps a claim of many runs as it is, and fails it by the looks of a check", async () => {
    const { plain, failure } = await shrunk("mean(max(queue.length)) <= 10 @ 90%", { budget: 2000 });
    expect(plain).toMatchObject({ crowds: [{ count: 16 }], expect: [{ that: "mean(max(queue.length)) <= 10 @ 90%" }] });
    expect(failure.judgement).toMatchObject({ verdict: "fail", replications: 10 });
  });

  it("fails in the same way: what comes to it otherwise is another failure", async () => {
    const { plain } = await shrunk("P(queue.length > 10) <= 1 %", { wayOf: byDays });
    expect(plain["horizon"]).toBe("1 d");
  });

  it("is the smallest so far when its budget is used up, or somebody interrupts, and says so", async () => {
    const few = await shrunk("P(queue.length > 10) <= 1 %", { budget: 3 });
    expect(few).toMatchObject({ end: "budget", runs: 3 });
    expect(few.text).toContain("The search ended with its budget (3 runs tried)");
    let looks = 0;
    const interrupt = {
      get requested() {
        return ++looks > 30;
      },
    };
    const some = await shrunk("P(queue.length > 10) <= 1 %", { interrupt });
    expect(some.end).toBe("interrupted");
    expect(some.text).toContain("The search was interrupted");
    expect(loadsAndHolds(some.text)).toBe(true);
  });

  it("is not made smaller where it fails since something did not happen, or where it does not fail", async () => {
    await expect(shrunk("final queue.length > 100")).rejects.toThrow("no event");
    await expect(shrunk("first(queue.length > 100) < 1 d")).rejects.toThrow("no event");
    await expect(shrunk("never queue.length > 100")).rejects.toThrow("holds");
  });

  it("is the same each time", async () => {
    const [first, again] = [await shrunk("P(queue.length > 10) <= 1 %"), await shrunk("P(queue.length > 10) <= 1 %")];
    expect(again.text).toBe(first.text);
    expect(again.runs).toBe(first.runs);
  });
});

function loadsAndHolds(text: string): boolean {
  const folder = folderWith({ "small.yaml": text });
  return loadAll(crowdModel, [join(folder, "small.yaml")]).length === 1;
}
