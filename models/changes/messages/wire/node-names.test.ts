/** Common random numbers at message fidelity: who else is in the file, and where, changes nothing in what a node draws for the wire. */
import { describe, expect, it } from "vitest";
import { identity, openNetwork, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import type { Draw } from "../../../../sim/random/draw-log.js";
import { createNetwork } from "../../../create-network.js";
import { createGenesis } from "../../../genesis.js";
import { SimulatedNetwork } from "./simulated-network.js";

const classes = [
  { class: "many", count: 6, workers: 2, uptime: "80 %", outage: "10 min" },
  { class: "large", count: 3, nodes: 2, workers: 4 },
  { class: "guests", count: 4, workers: 1, arrive: "60/d" },
] as const;

/** By address: where a node is, which archive it asks, and under what name it draws on the wire; once all have asked for something. */
function fatesOf(operators: readonly ScenarioText[]): ReadonlyMap<string, string> {
  const shards = { count: 4, world: "20 GB" };
  const { network, runTo } = openNetwork(smallScenario({ fidelity: "message", horizon: "3 h", shards, operators }));
  runTo(720);
  const { wire, world } = network;
  if (!(wire instanceof SimulatedNetwork)) throw new Error("messages are simulated");
  const { places } = wire;
  const { regionOf } = places.topology;
  const fates = new Map<string, string>();
  for (const [node, end] of Array.from(places.ofNode).entries()) {
    const asked = [1, 2, 3, 5, 8].map((archives) => places.askedBy(end, archives));
    const fate = [regionOf[end], places.names.first[end], places.names.second[end], ...asked];
    fates.set(world.provers.addressHex(world.nodes.prover[node]), fate.join());
  }
  return fates;
}

describe("what a node draws for the wire", () => {
  const fates = fatesOf(classes);
  const [many, large, guests] = classes;
  const others: readonly (readonly [string, readonly ScenarioText[]])[] = [
    ["one more in the first class", [{ ...many, count: 7 }, large, guests]],
    ["another order", [guests, large, many]],
    ["one class more", [{ class: "new", count: 3, workers: 1 }, ...classes]],
  ];

  it.each(others)("is the same with %s", (_what, operators) => {
    const found = fatesOf(operators);
    expect([...fates.keys()].every((address) => found.has(address))).toBe(true);
    for (const [address, fate] of fates) expect(found.get(address)).toBe(fate);
  });

  it("is drawn under its name, message by message", () => {
    const drawn = new Set<string>();
    const record = ({ purpose, entity, second }: Draw): void => {
      if (purpose === "wire") drawn.add(`${entity} ${second}`);
    };
    const observer = { attach: () => undefined, begin: () => undefined, end: () => undefined, draws: { record } };
    const scenario = smallScenario({
      fidelity: "message",
      horizon: "1 h",
      operators: classes,
      network: { jitter: "5 ms" },
    });
    const network = createNetwork(scenario, { ...identity("1"), observer }, () => undefined);
    createGenesis(network);
    network.kernel.runUntil(3.6e9);
    const { first, second } = network.world.nodes.keys;
    const names = new Set(Array.from(first, (word, node) => `${word} ${second[node]}`));
    expect(drawn.size).toBeGreaterThan(5);
    expect([...drawn].every((name) => names.has(name))).toBe(true);
  });

  it("is drawn: nodes ask all of the archives, about as often each", () => {
    const asked = Array.from(fates.values(), (fate) => fate.split(",").at(-2));
    expect(fates.size).toBeGreaterThan(15);
    expect(new Set(asked).size).toBeGreaterThan(3);
    expect(new Set(fates.values()).size).toBe(fates.size);
  });
});
