import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ringInfo } from "../../protocol/ring/info.js";
import { isFault } from "./bands.js";
import type { Start } from "./schema.js";
import { startTargets } from "./targets.js";

interface HeadCounts {
  readonly active: number;
  readonly joining: number;
}

const rules = { ringSize: 8, maximumProvers: 32 };
const grid = (count: number) => ({ count, world: 1000 });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const counter =
  (shards: readonly HeadCounts[]) =>
  (isSo: (shard: HeadCounts) => boolean): number =>
    shards.filter(isSo).length;

/** The row that a network of such shards would be measured as, in the older form. */
function measure(shards: readonly HeadCounts[]): Start {
  const count = counter(shards);
  const ringOf = ({ active, joining }: HeadCounts): number => ringInfo(active + joining).currentRing;
  const deepest = shards.reduce((max, shard) => Math.max(max, ringOf(shard)), 0);
  return {
    active: sum(shards.map(({ active }) => active)),
    joining: sum(shards.map(({ joining }) => joining)),
    health: {
      healthy: count(({ active }) => active >= 6),
      needsCoverage: count(({ active }) => active >= 3 && active < 6),
      haltRisk: count(({ active }) => active < 3),
    },
    rings: Array.from({ length: deepest + 1 }, (_unused, ring) => count((shard) => ringOf(shard) === ring)),
  };
}

type Counting = NonNullable<NonNullable<Start["page"]>["counting"]>;

/** The row of the page for such shards, as it would have counted. */
function pageOf(shards: readonly HeadCounts[], counting: Counting, isComplete: boolean): NonNullable<Start["page"]> {
  const count = counter(shards);
  const byActive = counting.rings === "active";
  const ring = (from: number, to: number): number =>
    count(({ active, joining }) => {
      const n = byActive ? active : active + joining;
      return n >= from && n <= to && (n > 0 || !byActive);
    });
  const unassigned = count(({ active }) => active === 0);
  const [active, joining] = [sum(shards.map((one) => one.active)), sum(shards.map((one) => one.joining))];
  return {
    counting,
    shards: shards.length,
    healthy: count((one) => one.active >= 6),
    warning: count((one) => one.active >= 3 && one.active < 6),
    halt: count((one) => one.active < 3 && (counting.halt === "all" || one.active > 0)),
    ring0: ring(0, 7),
    ring1: ring(8, 15),
    ring2: ring(16, 23),
    ring3: ring(24, 1e9),
    unassigned: byActive ? unassigned : null,
    active,
    joining,
    ...(isComplete && { workers: active + joining }),
  };
}

const network = fc.array(
  fc.record({ active: fc.integer({ min: 0, max: 32 }), joining: fc.integer({ min: 0, max: 20 }) }),
  { minLength: 1, maxLength: 60 },
);
const crowded = fc.array(
  fc.record({
    active: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 90 })),
    joining: fc.integer({ min: 0, max: 40 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const countings = fc.record({
  rings: fc.constantFrom("active" as const, "activeAndJoining" as const),
  halt: fc.constantFrom("occupied" as const, "all" as const),
  status: fc.constantFrom("effective" as const, "stored" as const),
});

const shardsOf = (start: Start, count: number): HeadCounts[] => {
  const targets = startTargets(start, grid(count), rules);
  if (isFault(targets)) throw new Error(`${targets.path}: ${targets.message}: ${JSON.stringify(start)}`);
  return targets.active.map((active, k) => ({ active, joining: targets.joining[k] + targets.staleJoining[k] }));
};

describe("the targets of a start", () => {
  it("meet every total and both histograms of any row that a network was measured as", () => {
    const property = fc.property(network, (shards) => {
      const row = measure(shards);
      expect(measure(shardsOf(row, shards.length))).toEqual(row);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
    expect(fc.sample(network, 1)).toHaveLength(1);
  });

  it("meet every column of any row of the page, whichever way it counted", () => {
    let crowds = 0;
    const property = fc.property(crowded, countings, fc.boolean(), (shards, counting, isComplete) => {
      const page = pageOf(shards, counting, isComplete);
      expect(pageOf(shardsOf({ page }, shards.length), counting, isComplete)).toEqual(page);
      if (shards.some(({ active }) => active > 32)) crowds++;
    });
    fc.assert(property, { seed: 2, numRuns: 600 });
    expect(crowds).toBeGreaterThan(100);
  });

  it("meet any histogram of head counts, with joins and leaves beside it", () => {
    const heads = fc.dictionary(fc.integer({ min: 0, max: 60 }).map(String), fc.integer({ min: 0, max: 9 }), {
      minKeys: 1,
    });
    const property = fc.property(heads, fc.nat(500), fc.nat(50), (shards, joining, leaving) => {
      const count = sum(Object.values(shards));
      fc.pre(count > 0);
      const targets = startTargets({ heads: shards, joining, leaving }, grid(count), rules);
      if (isFault(targets)) throw new Error(targets.message);
      for (const [head, wanted] of Object.entries(shards))
        expect(targets.active.filter((active) => active === Number(head))).toHaveLength(wanted);
      expect([sum(targets.joining), sum(targets.leaving)]).toEqual([joining, leaving]);
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
    expect(fc.sample(heads, 1)).toHaveLength(1);
  });

  it("are spread over their ranges, so that not all thin shards are at the edge of a halt", () => {
    const row = { active: 470, joining: 0, health: { healthy: 20, needsCoverage: 30, haltRisk: 30 }, rings: [60, 20] };
    const active = shardsOf(row, 80).map((shard) => shard.active);
    const having = (heads: number): number => active.filter((count) => count === heads).length;
    for (const heads of [0, 1, 2, 3, 4, 5]) expect(having(heads)).toBeGreaterThan(4);
    expect(new Set(active.slice(0, 20)).size).toBeGreaterThan(5);
  });

  it("tell stale records from joins, and leave each on its shard", () => {
    const page = { ...pageOf([{ active: 9, joining: 5 }, { active: 0, joining: 3 }], { rings: "activeAndJoining", halt: "all", status: "stored" }, true), leaving: 4, rejected: 7 }; // prettier-ignore
    const targets = startTargets({ page, stale: { joining: 6, source: "assumed" } }, grid(2), rules);
    expect(targets).toMatchObject({ staleLeaving: 4, staleRejected: 7 });
    if (isFault(targets)) throw new Error(targets.message);
    expect([sum(targets.staleJoining), sum(targets.joining), sum(targets.leaving)]).toEqual([6, 2, 0]);
    const all = startTargets({ page }, grid(2), rules);
    expect(isFault(all) ? all : sum(all.staleJoining)).toBe(8);
    const none = startTargets(
      { page: { ...page, counting: { ...page.counting!, status: "effective" } } },
      grid(2),
      rules,
    );
    expect(isFault(none) ? none : [sum(none.staleJoining), sum(none.leaving)]).toEqual([0, 4]);
  });

  it.each<[string, Partial<Start>, RegExp]>([
    ["histograms of different length", { rings: [1] }, /rings count 1 shard, health counts 2/],
    ["more active provers than healthy shards hold", { active: 100 }, /active provers: read 100, .* 6 to 18/],
    ["fewer than they have", { active: 5 }, /active provers: read 5/],
    ["more joining provers than the rings have positions for", { joining: 90 }, /joining provers: read 90/],
    ["too few to reach the rings", { rings: [0, 2], joining: 0 }, /joining provers: read 0/],
    [
      "a shard that is healthy, and in a ring that fewer provers would fill",
      { rings: [0, 0, 0, 0, 2], active: 3, joining: 0 },
      /active provers|joining provers/,
    ],
    ["more stale joins than there are", { stale: { joining: 4, source: "assumed" } }, /read 4, of 3 that are joining/],
  ])("say what no network can be: %s", (_what, wrong, message) => {
    const row = { active: 7, joining: 3, health: { healthy: 1, needsCoverage: 0, haltRisk: 1 }, rings: [1, 1] };
    expect(startTargets(row, grid(2), rules)).toMatchObject({ active: expect.any(Array) as unknown });
    expect(startTargets({ ...row, ...wrong }, grid(2), rules)).toMatchObject({
      message: expect.stringMatching(message) as unknown,
    });
  });

  const page = {
    date: "2026-06-25", shards: 4, workers: 20, healthy: 1, warning: 1, halt: 1, unassigned: 1,
    ring0: 2, ring1: 1, ring2: 0, ring3: 0, active: 15, joining: 5,
  }; // prettier-ignore

  it.each<[string, Partial<typeof page>, string, RegExp]>([
    ["another number of shards", { shards: 5 }, "page.shards", /has 5 shards, shards.count says 4/],
    ["workers that are not active and joining", { workers: 21 }, "page.workers", /read 21, active and joining are 20/],
    ["states of health that do not add up", { halt: 2 }, "page.halt", /count 5 shards, shards.count says 4/],
    ["rings that do not", { ring0: 3 }, "page.ring0", /the rings and unassigned count 5 shards/],
    [
      "rings that exclude the health",
      { ring0: 0, ring1: 3 },
      "page",
      /exclude each other: 1 would be warning and in ring1/,
    ],
    ["too many active", { active: 30, workers: 35 }, "page.active", /read 30, the histograms allow 12 to 22/],
  ])("say in which column a row is no network's: %s", (_what, wrong, path, message) => {
    expect(isFault(startTargets({ page }, grid(4), rules))).toBe(false);
    expect(startTargets({ page: { ...page, ...wrong } }, grid(4), rules)).toEqual({
      path,
      message: expect.stringMatching(message) as unknown,
    });
  });
});
