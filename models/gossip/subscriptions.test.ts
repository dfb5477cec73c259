import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { createStreams } from "../../sim/random/stream.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { gossipModel } from "./gossip-model.js";
import { overlayOf } from "./overlay.js";
import type { GossipScenario } from "./schema.js";
import { Membership } from "./subscriptions.js";

const load = (lines: readonly string[]): GossipScenario => {
  const text = ["model: gossip", "name: small", "horizon: 30 s", "transport: gossipSub", ...lines, ""].join("\n");
  return loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": text })}/small.yaml`).scenario;
};

const people = "nodes: [{ class: member, count: 60 }, { class: guest, count: 60, listens: false }]";
const talk = "messages: [{ flow: talk, size: 1 kB, every: 500 ms, from: [member], at: 5 s }]";
const coming = "{ at: 10 s, classes: [guest], does: subscribe, over: 4 s }";
const going = "{ at: 20 s, classes: [guest], does: unsubscribe, over: 4 s }";
const small = (...subscriptions: readonly string[]): readonly string[] => [
  people,
  talk,
  `subscriptions: [${subscriptions.join(", ")}]`,
];

function run(scenario: GossipScenario, storedAtUs?: number) {
  const result = finishedRun(gossipModel, scenario, { storedAtUs });
  const metric = (name: string): number => Number(result.metrics.find((one) => one.name === name)?.value);
  const column = (table: string, name: string): number[] => Array.from(valuesOf(result.tables[table]!, name), Number);
  return { ...result, metric, column };
}

const moving = (guests: string): readonly string[] => [
  `nodes: [${guests}{ class: member, count: 40 }]`,
  "channels: 2",
  talk,
  "subscriptions:",
  "  - { at: 3 s, classes: [member], does: unsubscribe, channels: [1], over: 5 s }",
  "  - { at: 10 s, classes: [member], does: unsubscribe, channels: [0], over: 5 s }",
  "  - { at: 10 s, classes: [member], does: subscribe, channels: [1], over: 5 s }",
];

/** Changes of a scenario with some others in it, under the names of nodes; whether all change who is a member; moments of the second move. */
function changesOf(others: string) {
  const { changes, ...overlay } = overlayOf(load(moving(others)), createStreams("1", 0));
  const membership = new Membership({ ...overlay, changes });
  const late = changes.filter(({ timeUs }) => timeUs >= 10e6);
  return {
    moments: changes.map(({ timeUs, node, mask }) => `${overlay.names.first[node]} ${mask} ${timeUs}`).sort(),
    areChanges: changes.every(
      ({ timeUs, node, mask }) =>
        membership.isMemberAt(node, mask, timeUs) !== membership.isMemberAt(node, mask, timeUs - 1),
    ),
    lateOn: (channel: number) => late.filter(({ mask }) => mask === channel).map(({ timeUs }) => timeUs),
  };
}

describe("subscriptions that change", () => {
  it("count who is subscribed when a message is published, and nobody who comes later or has gone", () => {
    const { column, metric } = run(load(small(coming, going)));
    const [times, expected] = [column("series", "time_s"), column("series", "expected_nodes")];
    const of = (isIn: (time: number) => boolean): number[] => expected.filter((_, k) => isIn(times[k]));
    expect(new Set(of((time) => time < 10 || time > 24))).toEqual(new Set([59]));
    expect(new Set(of((time) => time > 14 && time < 20))).toEqual(new Set([119]));
    expect(new Set(of((time) => time > 10 && time < 14)).size).toBeGreaterThan(3);
    expect(metric("subscriptions.changes")).toBe(120);
    expect(metric("delivery.share")).toBeGreaterThan(0.98);
    expect(metric("delivery.share")).toBeLessThanOrEqual(1);
  });

  it("are told to all peers, and bring a guest what is published from then on", () => {
    const stays = run(load(small(coming)));
    // 26 bytes to each of its peers, 20 on average, of half of the nodes.
    expect(Math.abs(stays.metric("traffic.subscribeBytesPerNode") - 260)).toBeLessThan(15);
    expect(stays.column("traffic", "subscribe_sent_bytes")[0]).toBe(0);
    // Whoever is published to within milliseconds of its subscribing may miss it.
    expect(stays.metric("delivery.share")).toBeGreaterThan(0.999);
    expect(stays.metric("subscriptions.p99WaitMs")).toBeLessThan(4000);
    expect(stays.metric("subscriptions.p50WaitMs")).toBeLessThan(stays.metric("subscriptions.p99WaitMs"));
    const left = run(load(small(coming, going)));
    expect(left.column("traffic", "prune_sent_bytes")[1]).toBeGreaterThan(2 * stays.column("traffic", "prune_sent_bytes")[1]); // prettier-ignore
    expect(left.column("traffic", "heard_messages")[1]).toBeLessThan(stays.column("traffic", "heard_messages")[1]);
  });

  it("go on from a stored moment as if the run had never stopped", () => {
    const scenario = load(small(coming, going));
    const whole = run(scenario);
    for (const storedAtUs of [9e6, 12.3e6, 22e6]) {
      const { tables, metrics, fingerprint } = run(scenario, storedAtUs);
      expect({ tables, metrics, fingerprint }).toEqual({
        tables: whole.tables,
        metrics: whole.metrics,
        fingerprint: whole.fingerprint,
      });
    }
  });

  it("are drawn by name: nodes that move from one channel to another do so at once, and others change none of it", () => {
    const alone = changesOf("");
    expect(alone.moments).toHaveLength(120);
    expect(alone.areChanges).toBe(true);
    expect(alone.lateOn(0)).toEqual(alone.lateOn(1));
    expect(changesOf("{ class: other, count: 30 }, ").moments).toEqual(alone.moments);
  });

  it.each([
    ["{ at: 3 s, classes: [gest], does: subscribe }", /there is no "gest".*guest/s],
    ["{ at: 3 s, classes: [guest], does: subscribe, channels: [0, 3] }", /there is no channel 3; there are 0 to 0/],
    ["{ at: 29 s, classes: [guest], does: subscribe, over: 2 s }", /over.*the run ends before that/s],
    ["{ at: 31 s, classes: [guest], does: subscribe }", /at.*the run ends before that/s],
    ["{ at: 3 s, classes: [member], does: subscribe }", /all of these nodes are subscribed by then/],
    ["{ at: 3 s, classes: [guest], does: unsubscribe }", /none of these nodes is subscribed by then/],
    [
      `${coming}, { at: 14 s, classes: [guest], does: unsubscribe }`,
      /`subscriptions\[0\]` of the same nodes is not over/,
    ],
  ])("cannot be what changes nothing or nobody: %s", (written, why) => {
    expect(() => load(small(written))).toThrow(why);
  });

  it("cannot be of users' channels", () => {
    const users = "users: { rate: 6000/s, channels: 1000, members: 10, size: 300 B }";
    expect(() => load([people, users, `subscriptions: [${coming}]`])).toThrow(/write `messages`, not `users`/);
  });

  it("of scenarios/network/newcomers: who joins hears something after 155 ms, and its announcements cost it 3.3 kB", () => {
    const path = new URL("../../scenarios/network/newcomers.yaml", import.meta.url).pathname;
    const { metric, column } = run(loadScenarioOf(gossipModel, path).scenario);
    expect(metric("subscriptions.p50WaitMs")).toBeCloseTo(155, 0);
    expect(metric("subscriptions.p99WaitMs")).toBeCloseTo(535, 0);
    expect(metric("delivery.share")).toBeCloseTo(0.9958, 4);
    expect(column("delivery", "p99_ms")[0]).toBeCloseTo(297, 0);
    const perNewcomer = (name: string): number => column("traffic", `${name}_sent_bytes`)[1];
    expect(perNewcomer("subscribe")).toBeCloseTo(3325, 0);
    expect(perNewcomer("graft")).toBeCloseTo(388, 0);
    expect(perNewcomer("prune")).toBeCloseTo(381, 0);
  });
});
