import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import type { RunResult } from "../../../run.js";
import type { FrameVotes } from "../../../state/late-votes.js";
import { SimulatedNetwork } from "./simulated-network.js";

/** Two shards of twelve members from the start, two thirds of them of the first class. */
const settled = (first: ScenarioText, second: ScenarioText, fields: ScenarioText = {}): ScenarioText => ({
  rules: "v2.1-simplex",
  fidelity: "message",
  horizon: "2 h",
  operators: [
    { class: "many", count: 16, workers: 1, ...first },
    { class: "few", count: 8, workers: 1, ...second },
  ],
  shards: { count: 2, world: "20 GB" },
  start: { heads: { 12: 2 }, joining: 0 },
  ...fields,
});

const valueOf = ({ metrics }: RunResult, name: string): number =>
  Number(metrics.find((one) => one.name === name)?.value);
const rewardsOf = ({ tables }: RunResult): readonly number[] =>
  (tables.operators.columns.find(({ name }) => name === "reward_units")?.values ?? []).map(Number);
const runOf = (fields: ScenarioText): RunResult => runScenario(smallScenario(fields));

const fast = { upload: "1 Gbit/s" };
/** What a frame of such a shard makes it send takes about 30 s. */
const slow = { upload: "1 Mbit/s" };
const far = { access: "3 s" };

/** Nodes go off and come back, and votes are lost and late. */
const eventful = (every: string): ScenarioText =>
  settled(
    { ...fast, uptime: "97 %", outage: "5 min" },
    { upload: "3 Mbit/s", loss: "5 %" },
    { network: { jitter: "300 ms" }, report: { every } },
  );

/** Of frames of two shards with these lines: those of which the bound says that no vote can be late, what came of them, and how many others there are. */
function promised(upload: string, jitter: string): { readonly kept: readonly FrameVotes[]; readonly unsure: number } {
  const { network, runTo } = openNetwork(smallScenario(settled({ upload }, fast, { network: { jitter } })));
  runTo(30);
  if (!(network.wire instanceof SimulatedNetwork)) throw new Error("messages are simulated");
  const votes = network.wire.votes();
  const kept: FrameVotes[] = [];
  let unsure = 0;
  for (let shard = 0; shard < 2; shard++) {
    const votesIn = votes.votesOn(shard);
    for (let frame = 2; frame <= 30; frame++)
      if (votes.mayBeLate(shard, frame, frame + 1)) unsure++;
      else kept.push(votesIn(frame));
  }
  return { kept, unsure };
}

describe("votes of shards at message fidelity", () => {
  it("are all in time over fast lines: everybody is paid as by frames", () => {
    const byMessages = runOf(settled(fast, fast));
    const byFrames = runOf({ ...settled(fast, fast), fidelity: "frame" });
    expect(valueOf(byMessages, "wire.votesLate") + valueOf(byMessages, "wire.framesLate")).toBe(0);
    expect(valueOf(byMessages, "emission.issued_quil")).toBeGreaterThan(0);
    expect(rewardsOf(byMessages)).toEqual(rewardsOf(byFrames));
  });

  it("of a few members behind slow lines come when the frame is closed: they are paid less, and the others as ever", () => {
    const run = runOf(settled(fast, slow));
    const ample = rewardsOf(runOf(settled(fast, fast)));
    const [many, few] = rewardsOf(run);
    expect(valueOf(run, "wire.votesLate")).toBeGreaterThan(100);
    // A slow member leads every third view, and many of those come too late for everybody.
    expect(many / ample[0]).toBeGreaterThan(0.35);
    expect(few / ample[1]).toBeLessThan(0.8 * (many / ample[0]));
  });

  it("of most members behind slow lines cost their shard frames", () => {
    const run = runOf(settled(slow, fast));
    expect(valueOf(run, "wire.framesLate")).toBeGreaterThan(500);
    expect(valueOf(run, "consensus.missedFrames")).toBeGreaterThanOrEqual(valueOf(run, "wire.framesLate"));
    expect(valueOf(run, "emission.issued_quil")).toBeLessThan(
      0.5 * valueOf(runOf(settled(fast, fast)), "emission.issued_quil"),
    );
  });

  it("from far away are credited where all in time are, and not where only the first are", () => {
    const near = { region: "europe" };
    const all = runOf(settled({ ...fast, ...near }, { ...fast, ...near, access: "300 ms" }));
    expect(valueOf(all, "wire.votesLate")).toBe(0);
    const switches = { creditedSigners: "quorum" };
    const first = runOf(settled({ ...fast, ...near }, { ...fast, ...near, ...far }, { switches }));
    const [many, few] = rewardsOf(first);
    // Nine of twelve are credited; the four that are far away share one place of it, and what they lead.
    expect(few / 8).toBeLessThan(0.6 * (many / 16));
  });

  it("are the same wherever a run is cut, and whoever looks at it", () => {
    const whole = runOf(eventful("30 min"));
    expect(valueOf(whole, "wire.votesLate")).toBeGreaterThan(0);
    const cut = runScenario(smallScenario(eventful("30 min")), { sliceUs: 77_777_777 });
    expect(cut.fingerprint).toBe(whole.fingerprint);
    expect(rewardsOf(runOf(eventful("2 h")))).toEqual(rewardsOf(whole));
  });

  it("that cannot be late are not looked at: what the bound promises holds in every frame", () => {
    const lines = ["400 kbit/s", "800 kbit/s", "1600 kbit/s", "3 Mbit/s", "10 Mbit/s", "30 Mbit/s"];
    const found = lines.flatMap((upload) => ["0 s", "20 ms", "150 ms"].map((jitter) => promised(upload, jitter)));
    const kept = found.flatMap((one) => one.kept);
    expect(kept.length).toBeGreaterThan(100);
    expect(found.reduce((sum, { unsure }) => sum + unsure, 0)).toBeGreaterThan(100);
    expect(kept.filter(({ lostFrames, late }) => lostFrames > 0 || late.length > 0)).toEqual([]);
  });
});
