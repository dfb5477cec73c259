/** A senior prover goes off, and nodes that were never offline lose everything: the chain is told from any end of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { chainLines } from "./chain.js";
import { groupStory, nodeStory } from "./node-story.js";
import type { Row } from "./read-log.js";
import { shardStory } from "./shard-story.js";

const scenario = smallScenario({
  name: "senior-away",
  rules: "v2.1-epoch",
  horizon: "9 h",
  operators: [
    { class: "senior", count: 1, workers: 4, seniority: { points: 20_000_000 } },
    { class: "steady", count: 20, workers: 13, seniority: { points: 1_000_000 } },
  ],
  shards: { count: 32, world: "32 GB" },
  timeline: [{ at: "6 h", outage: { class: "senior", share: "100 %", for: "2 h" } }],
  report: { every: "3 h" },
});

type Columns = readonly { readonly name: string; readonly values: ArrayLike<unknown> }[];

const rowsOf = ({ columns, rowCount }: { columns: Columns; rowCount: number }): Row[] =>
  Array.from({ length: rowCount }, (_unused, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, Number.isNaN(values[row]) ? "" : String(values[row])])),
  );

let events: Row[];
let provers: Row[];
const found = new Map<string, Row>();

beforeAll(() => {
  const simulation = createSimulation(scenario, { ...identity(), events: true });
  simulation.advance(Number.POSITIVE_INFINITY);
  const { tables } = simulation.finish();
  events = rowsOf(tables.events!);
  provers = rowsOf(tables.provers!);
  for (const row of events) found.set(row["event_id"], row);
});

const steady = (): Row[] => provers.filter((row) => row["operator_class"] === "steady");
const evicted = (): Row[] => events.filter(({ what }) => what === "evicted");
const inRow = (lines: readonly string[]): string => lines.join("\n");

describe("a senior prover that goes off", () => {
  it("is named by the nodes that were evicted for it, link by link", () => {
    const [first] = evicted().filter(({ prover }) => prover !== "0");
    const story = inRow(nodeStory(events, provers[Number(first["prover"])], found));
    expect(story).toMatch(/First active allocation after .+, all 13 after/);
    expect(story).toMatch(/Evicted at frame \d+ \(7\.0\d h\) because its shard made no frames/);
    expect(story).toMatch(
      /← frame 2160 \(6\.00 h\): shard \d+ makes no frames because .+ \(prover 0, \d\d % of its seniority, is missing\)/,
    );
    expect(story).toMatch(/← frame 2160 \(6\.00 h\): prover 0 goes offline because an entry of the timeline says so/);
  });

  it("is named by the shards that lost their quorum, with whom that cost their allocations", () => {
    const lost = events.filter(({ cause }) => cause === "light_seniority");
    expect(lost.length).toBe(4);
    const [{ shard }] = lost;
    const on = events.filter((row) => row["shard"] === shard);
    const story = inRow(shardStory(shard, { events: on, evicted: evicted(), found }));
    expect(story).toMatch(/it makes no frames .+ because those who take part weigh too little by seniority \(prover 0/);
    expect(story).toMatch(
      /provers whose nodes were online were evicted, from frame 2520 \(7\.00 h\) on, because it made no frames/,
    );
  });

  it("is counted: who lost allocations though online, and why", () => {
    expect(inRow(groupStory(events, steady()))).toMatch(/\d+ evicted, because its shard made no frames/);
    const closed = events.filter(({ cause }) => cause === "evicted_while_online");
    expect(closed.length).toBeGreaterThan(150);
    expect(closed.every((row) => chainLines(row, found).length === 3)).toBe(true);
  });
});
