import { describe, expect, it } from "vitest";
import { networkOf } from "../../test/network-parts.js";
import { unlimited } from "./node-class.js";
import { regionsOf } from "./regions.js";

const here = regionsOf({ names: ["here"], latencyMs: [[10]], source: "a test" });
const lossy = { ...unlimited, lossShare: 0.3 };

const jitter = { kind: "exponential", meanUs: 5000 } as const;
const wordsOf = (names: readonly number[]) => ({
  first: Uint32Array.from(names),
  second: Uint32Array.from(names, (name) => 7 * name),
});

/** What becomes of the messages of nodes, by their names: the times at which they arrive, of each node's first, second and so on. */
function fatesOf(names: readonly number[], named = true): ReadonlyMap<number, string> {
  const topology = { nodeCount: names.length, regions: here, classOf: () => lossy };
  const { kernel, network } = networkOf(topology, named ? { jitter, names: wordsOf(names) } : { jitter });
  const times = names.map((): string[] => []);
  const receive = ({ source, payload, timeUs }: { source: number; payload: number; timeUs: number }): void =>
    void times[source].push(`${payload} at ${timeUs}`);
  const type = network.register({ name: "m", bytes: 1, receive });
  for (let n = 0; n < 20; n++) for (const node of names.keys()) network.send(type, node, (node + 1) % names.length, n);
  kernel.runUntil(Infinity);
  return new Map(names.map((name, node) => [name, times[node].sort().join()]));
}

/** What a few bytes take from each to each, by their names. */
function asideOf(names: readonly number[]): ReadonlyMap<string, number> {
  const nodes = [...names.keys()];
  const links = nodes.flatMap((from) =>
    nodes.filter((to) => to !== from).map((to) => ({ from, to, latencyUs: 10_000 })),
  );
  const { network } = networkOf({ nodeCount: names.length, links }, { jitter, names: wordsOf(names) });
  const type = network.register({ name: "m", bytes: 1, receive: () => undefined });
  const { starts, ends } = network.topology.links!;
  const delays = new Map<string, number>();
  for (const from of nodes)
    for (let link = starts[from]; link < starts[from + 1]; link++)
      delays.set(`${names[from]} to ${names[ends[link]]}`, network.asideUs(type, from, link, 0, 3));
  return delays;
}

describe("loss and jitter", () => {
  it("go by the name of the sender where nodes have one: who else is there, and in which order, changes nothing", () => {
    const fates = fatesOf([11, 22, 33]);
    for (const names of [
      [33, 22, 11],
      [44, 11, 55, 22, 33],
      [22, 33, 11, 66],
    ])
      for (const [name, fate] of fates) expect(fatesOf(names).get(name)).toBe(fate);
    expect(new Set(fates.values()).size).toBe(3);
  });

  it("go by the names of both ends where a few bytes are asked about, and are others on the way back", () => {
    const few = asideOf([11, 22, 33]);
    const more = asideOf([44, 33, 11, 22]);
    expect(few.size).toBe(6);
    expect(new Set(few.values()).size).toBe(6);
    for (const [way, delay] of few) expect(more.get(way)).toBe(delay);
  });

  it("go by its number where it has none", () => {
    expect(fatesOf([11, 22, 33], false).get(11)).toBe(fatesOf([22, 33, 11], false).get(22));
  });
});
