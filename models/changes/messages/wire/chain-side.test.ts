import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import { ChainSide } from "./chain-side.js";
import { WirePlaces } from "./places.js";
import { WireFaults } from "./wire-faults.js";

const s = 1e6;
const regions = ["na west", "na east", "europe"];

/** Two classes with a node in each region, archives in these regions, and what faults make of them; `needed` archives make a frame. */
function partsOf(faults: readonly ScenarioText[], archives: readonly string[], needed = 4) {
  const scenario = smallScenario({
    fidelity: "message",
    operators: [
      { class: "home", count: 3, workers: 1 },
      { class: "server", count: 3, workers: 1 },
    ],
    faults,
  });
  const places = new WirePlaces(scenario);
  const regionOf = (name: string) => () => places.regions.names.indexOf(name);
  const keys = { first: Uint32Array.from({ length: 6 }, (_, k) => k), second: new Uint32Array(6) };
  const add = (operatorClass: number, name: string): number =>
    places.addNode(operatorClass, { keys, lot: 0, drawnRegion: regionOf(name) });
  const home = regions.map((name) => add(0, name));
  const server = regions.map((name) => add(1, name));
  for (const name of archives) places.addArchive(regionOf(name));
  const rules = new WireFaults(scenario.faults ?? [], places);
  const side = new ChainSide({ faults: rules, places, needed: () => needed });
  const cutOff = (atUs: number) => [...home, ...server].filter((end) => side.isCutOff(end, atUs));
  return { rules, side, places, home, server, cutOff };
}

const on = { at: "10 s", for: "10 s" };
const europe = { regions: ["europe"] };
const america = { regions: ["na west", "na east"] };
const partition = { fault: "partition", ...on, groups: [europe, america] };
const mixed = ["na east", "na east", "na west", "na east", "europe"];

const archives = { classes: ["archives"] };
const homes = { classes: ["home"] };
const cutOffBy = (fault: ScenarioText): number => partsOf([{ ...on, ...fault }], mixed).cutOff(15 * s).length;

const wrong = fc.constantFrom<ScenarioText>(
  { fault: "cut", ...on, from: europe, to: america },
  { fault: "cut", ...on, from: europe, to: europe },
  { fault: "clog", ...on, from: { regions: ["na east"] }, to: archives },
  { fault: "crash", ...on, from: { regions: ["na west"] } },
  partition,
);

describe("archives that are asked by kind", () => {
  it("answer as if each pair were asked", () => {
    const where = fc.array(fc.constantFrom(...regions), { minLength: 2, maxLength: 9 });
    const property = fc.property(
      where,
      fc.array(wrong, { maxLength: 3 }),
      fc.integer({ min: 1, max: 9 }),
      (of, faults, needed) => {
        const { side, rules, places } = partsOf(faults, of, needed);
        const ends = [...places.ofArchive];
        const atUs = 15 * s;
        const pairs = ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => [from, to] as const));
        const shareOf = (which: (pair: readonly [number, number]) => boolean) =>
          pairs.filter(which).length / pairs.length;
        expect(side.meshShares(atUs)).toEqual({
          sent: shareOf(([from]) => !rules.isDown(from, atUs)),
          received: shareOf(([from, to]) => rules.isOpen(from, to, atUs)),
        });
        expect(side.archivesAt(atUs)).toEqual(
          ends.map((one) => ends.filter((other) => rules.isInContact(one, other, atUs)).length >= needed),
        );
      },
    );
    fc.assert(property, { seed: 3, numRuns: 300 });
  });
});

describe("the side of the chain", () => {
  it("is where enough archives are: whoever is on the other one is cut off, archives too, and only while the fault is on", () => {
    const { side, cutOff, home, server } = partsOf([partition], mixed);
    for (const atUs of [0, 9.9 * s, 20 * s]) {
      expect(cutOff(atUs)).toEqual([]);
      expect(side.archivesAt(atUs)).toEqual([true, true, true, true, true]);
    }
    expect(cutOff(10 * s)).toEqual([home[2], server[2]]);
    expect(side.archivesAt(15 * s)).toEqual([true, true, true, true, false]);
    expect([side.servingAt(0), side.servingAt(15 * s)]).toEqual([5, 4]);
  });

  it("is nowhere if no side has enough: there is no frame, and nobody misses one", () => {
    const { side, cutOff } = partsOf([partition], ["na east", "na east", "na west", "europe", "europe"]);
    expect(side.makesFrames(() => true, 15 * s)).toBe(false);
    expect(side.makesFrames(() => true, 20 * s)).toBe(true);
    expect(cutOff(15 * s)).toEqual([]);
    // With one offline four are still enough where nothing parts them.
    expect(side.makesFrames((archive) => archive > 0, 20 * s)).toBe(true);
    expect(side.makesFrames((archive) => archive > 1, 20 * s)).toBe(false);
  });

  it("is reached by whoever hears an archive and is heard by it: one way is not enough, a clog is a wall, and a slow link a way", () => {
    expect(cutOffBy({ fault: "cut", from: homes, to: archives })).toBe(3);
    expect(cutOffBy({ fault: "cut", from: archives, to: homes })).toBe(3);
    expect(cutOffBy({ fault: "clog", from: archives, to: europe })).toBe(2);
    expect(cutOffBy({ fault: "slow", from: homes, to: archives, adds: "9 s" })).toBe(0);
    expect(cutOffBy({ fault: "cut", from: homes, to: { classes: ["server"] } })).toBe(0);
    // Of archives the one in Europe is left to it, which makes no frames alone.
    expect(cutOffBy({ fault: "partition", groups: [europe, america] })).toBe(2);
    expect(cutOffBy({ fault: "eclipse", from: homes, to: { classes: ["server"] } })).toBe(3);
    expect(cutOffBy({ fault: "crash", from: { regions: ["na west"] } })).toBe(2);
    expect(cutOffBy({ fault: "crash", from: { classes: ["archives"] } })).toBe(0);
  });
});

describe("faults of the wire", () => {
  it("add what they say to what is reckoned, the first that says something, and close ways", () => {
    const faults = [
      { fault: "slow", ...on, from: { classes: ["home"] }, adds: "3 s" },
      { fault: "cut", ...on, from: { classes: ["home", "server"] }, to: europe },
      { fault: "clog", at: "12 s", for: "5 s", from: { classes: ["server"] }, to: america },
      { fault: "crash", ...on, every: "40 s", from: { classes: ["archives"] } },
    ];
    const { rules, home, server, places } = partsOf(faults, mixed);
    const [archive] = places.ofArchive;
    expect(rules.addedUs(home[0], server[2], 15 * s)).toBe(3 * s);
    expect(rules.addedUs(server[0], home[2], 15 * s)).toBe(Infinity);
    expect(rules.addedUs(server[0], home[1], 15 * s)).toBe(2 * s);
    expect(rules.addedUs(server[0], home[1], 9 * s)).toBe(0);
    expect([20, 49, 50, 59, 60].map((at) => rules.addedUs(archive, server[1], at * s))).toEqual([0, 0, Infinity, Infinity, 0]); // prettier-ignore
    expect(rules.addedUs(home[0], archive, 15 * s)).toBe(Infinity);
    expect(rules.addedUs(home[0], home[1], Infinity)).toBe(Infinity);
    expect([-1, 0, 10, 12, 17, 20, 50].map((at) => rules.nextChangeUs(at * s) / s)).toEqual([10, 10, 12, 17, 20, 50, 60]); // prettier-ignore
    expect(rules.changesAt(10 * s)).toEqual([[0, "begins"], [1, "begins"], [3, "begins"]]); // prettier-ignore
    expect(rules.changesAt(60 * s)).toEqual([[3, "ends"]]);
    expect([9, 10].map((at) => rules.concerns([home[0], home[1]], at * s))).toEqual([false, true]);
    expect([11, 16, 18].map((at) => rules.concerns([server[0], server[1]], at * s))).toEqual([false, true, false]);
    expect([[0, 10], [0, 10.1], [19, 30], [20, 50], [20, 51]].map(([from, until]) => rules.isOnBetween(from * s, until * s))).toEqual([false, true, true, false, true]); // prettier-ignore
  });
});
