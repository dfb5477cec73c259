import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../test/network-kit.js";
import { simplexLeader, simplexTimeouts, turnOfView } from "../protocol/consensus/simplex.js";
import { engines, timeoutCounter, timeoutMs } from "../protocol/consensus/timeout.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { SilentLeaders } from "./silent-leaders.js";

const paceMs = 10_000;
type Rules = Pick<RuleSwitches, "consensusKind" | "leaderRule" | "viewTimeout">;
const simplex: Rules = { consensusKind: "simplex", leaderRule: "roundRobin", viewTimeout: "fixed" };

/** Who is away from a frame on; turns in ascending order. */
interface Change {
  readonly frame: number;
  readonly away: readonly number[];
}

/** Who leads, where a hash says it; any fixed choice does. */
const drawn = (view: number, members: number): number => (view * 7919 + 13) % members;
const draws = { below: (_shard: number, view: number, members: number): number => drawn(view, members) };

/** Frames missed by stepping every view, with a list of who was heard in which. */
function stepViews(members: number, changes: readonly Change[], until: number, rules: Rules): number {
  const away = (frame: number) => changes.findLast((change) => change.frame <= frame)?.away ?? [];
  const addresses = Array.from({ length: members }, (_unused, k) => k.toString(16).padStart(4, "0"));
  const heard: Set<number>[] = [];
  let [frame, failures, missed] = [1, 0, 0];
  for (let view = 1; frame < until; view++) {
    const silent = away(frame);
    heard[view] = new Set([...addresses.keys()].filter((member) => !silent.includes(member)));
    const turn =
      rules.leaderRule === "roundRobin"
        ? addresses.indexOf(simplexLeader(0n, BigInt(view), addresses))
        : drawn(view, members);
    if (!silent.includes(turn)) {
      frame++;
      failures = timeoutCounter(engines.appRust, failures, "progress");
      continue;
    }
    const lastFive = [1, 2, 3, 4, 5].map((k) => heard[view - k]);
    const isSkipped = lastFive.every((voters) => voters !== undefined && !voters.has(turn));
    if (rules.consensusKind === "simplex" && isSkipped) continue;
    const lastsMs = rules.viewTimeout === "fixed" ? simplexTimeouts(0).leaderMs : timeoutMs(engines.appRust, failures);
    const frames = Math.ceil(lastsMs / paceMs);
    missed += Math.min(frames, until - frame);
    frame += frames;
    failures = timeoutCounter(engines.appRust, failures, "timeout");
  }
  return missed;
}

function settled(
  members: number,
  changes: readonly Change[],
  until: number,
  rules: Rules,
  looks: readonly number[] = [],
) {
  const leaders = new SilentLeaders({ draws, paceMs: () => paceMs, rules: () => rules });
  let missed = 0;
  const moments = [...changes.map(({ frame }) => frame), ...looks.filter((look) => look < until), until].toSorted(
    (a, b) => a - b,
  );
  for (const frame of [1, ...moments]) {
    missed += leaders.countMissed(0, frame);
    const change = changes.find((one) => one.frame === frame);
    if (change === undefined && frame !== 1) continue;
    const away = (change?.away ?? []).map((turn) => ({ member: 100 + turn, turn }));
    leaders.setCommittee(0, frame, { members, away, certifies: true, session: 0 });
  }
  return missed;
}

const committees = fc.integer({ min: 1, max: 24 }).chain((members) =>
  fc.record({
    members: fc.constant(members),
    changes: fc
      .uniqueArray(
        fc.record({
          frame: fc.integer({ min: 2, max: 250 }),
          away: fc.subarray([...Array.from({ length: members }).keys()], { maxLength: Math.floor((members - 1) / 3) }),
        }),
        { selector: ({ frame }) => frame, maxLength: 6 },
      )
      .map((changes) => changes.toSorted((a, b) => a.frame - b.frame)),
    until: fc.integer({ min: 251, max: 600 }),
    looks: fc.array(fc.integer({ min: 2, max: 600 }), { maxLength: 6 }),
  }),
);

describe("leaders in turn", () => {
  it("are those of the rule", () => {
    const views = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 2 ** 50 }), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(views, ([session, view, members]) => {
        const addresses = Array.from({ length: members }, (_unused, k) => k.toString(16).padStart(4, "0"));
        expect(addresses[turnOfView(session, view, members)]).toBe(
          simplexLeader(BigInt(session), BigInt(view), addresses),
        );
      }),
      { seed: 1 },
    );
  });

  it.each<Rules>([
    simplex,
    { ...simplex, viewTimeout: "growing" },
    { ...simplex, leaderRule: "hashModulo" },
    { ...simplex, consensusKind: "hotstuff" },
    { ...simplex, consensusKind: "hotstuff", viewTimeout: "growing" },
  ])("cost the frames that views stepped one by one cost, however often anybody looks: %o", (rules) => {
    fc.assert(
      fc.property(committees, ({ members, changes, until, looks }) => {
        // A view that runs out when somebody comes or goes ends as it began.
        expect(settled(members, changes, until, rules, looks)).toBe(settled(members, changes, until, rules));
        const [first] = changes;
        const once = first === undefined ? [] : [first];
        expect(settled(members, once, until, rules)).toBe(stepViews(members, once, until, rules));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("are the same whether everybody looks at every frame or nobody for a long time, when others come and go later", () => {
    const swaps = fc.integer({ min: 4, max: 16 }).chain((members) =>
      fc.record({
        members: fc.constant(members),
        first: fc.nat(members - 1),
        second: fc.nat(members - 1),
        back: fc.integer({ min: 30, max: 200 }),
      }),
    );
    fc.assert(
      fc.property(swaps, ({ members, first, second, back }) => {
        const changes = [
          { frame: 5, away: [first] },
          { frame: back, away: [second] },
        ];
        const everyFrame = Array.from({ length: 400 }, (_unused, k) => k + 2);
        expect(settled(members, changes, 400, simplex, everyFrame)).toBe(settled(members, changes, 400, simplex));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("cost three frames once after one of ten goes, if its turn comes within five views, and never again", () => {
    const frame = 101;
    // Views are frames until then: view 101 has the turn 1.
    for (const [turn, missed] of [
      [1, 3],
      [2, 3],
      [5, 3],
      [6, 0],
      [9, 0],
      [0, 0],
    ] as const) {
      expect(settled(10, [{ frame, away: [turn] }], 120, simplex)).toBe(missed);
      expect(settled(10, [{ frame, away: [turn] }], 1_000_000, simplex)).toBe(missed);
    }
  });

  it("cost three frames of every round where nobody is skipped", () => {
    const hotstuff = { ...simplex, consensusKind: "hotstuff" } as const;
    // Nine frames are made and three missed in each round of twelve.
    expect(settled(10, [{ frame: 101, away: [0] }], 101 + 12 * 1_000_000, hotstuff)).toBe(3_000_000);
  });

  it("wait no longer after failures, unless timeouts grow", () => {
    const away = [0, 1, 2, 3, 4, 5, 6, 7];
    const change = [{ frame: 25, away }];
    const hotstuff = { ...simplex, consensusKind: "hotstuff" } as const;
    expect(settled(25, change, 25 + 24, hotstuff)).toBe(24);
    expect(settled(25, change, 25 + 400, { ...hotstuff, viewTimeout: "growing" })).toBeGreaterThan(
      settled(25, change, 25 + 400, hotstuff),
    );
  });

  it("stand still while nothing is certified", () => {
    const leaders = new SilentLeaders({ draws, paceMs: () => paceMs, rules: () => simplex });
    const committee = { members: 4, away: [], certifies: true, session: 0 };
    leaders.setCommittee(0, 1, committee);
    expect(leaders.countMissed(0, 10)).toBe(0);
    const away = [1, 2].map((turn) => ({ member: turn, turn }));
    leaders.setCommittee(0, 10, { ...committee, away, certifies: false });
    expect(leaders.countMissed(0, 10_000)).toBe(0);
    // View 10 has the turn 2: still away, and silent in no view that was.
    leaders.setCommittee(0, 10_000, { ...committee, away: [away[1]] });
    expect(leaders.countMissed(0, 10_100)).toBe(6);
  });
});

const fields = {
  horizon: "2 d",
  operators: [{ class: "nodes", count: 12, workers: 3, uptime: "95 %", outage: "90 min" }],
  shards: { count: 4, world: "20 GB" },
  consensus: { leaderTimeouts: "on" },
};
const heads = { voteWeight: "equal", quorumRule: "headCount", leaderRule: "roundRobin", viewTimeout: "fixed" };
const valueOf = (run: ReturnType<typeof runScenario>, name: string): number =>
  Number(run.metrics.find((metric) => metric.name === name)?.value);
/** Frames missed under this kind of consensus. */
const missedUnder = (consensusKind: string): number =>
  valueOf(runScenario(smallScenario({ ...fields, switches: { ...heads, consensusKind } })), "consensus.missedFrames");

describe("a network with absent leaders in turn", () => {
  it("misses the few frames of outages that begin within five views of a turn, and fewer than where nobody is skipped", () => {
    const [skipping, waiting] = [missedUnder("simplex"), missedUnder("hotstuff")];
    // Some 19 outages of nodes on three shards of nine each: five turns of nine come in time, at three frames, about 96.
    expect(skipping).toBeGreaterThan(40);
    expect(skipping).toBeLessThan(180);
    expect(waiting).toBeGreaterThan(20 * skipping);
  });

  it("comes out the same however often it is reported and stopped", () => {
    const simplexHeads = { ...heads, consensusKind: "simplex" };
    const often = smallScenario({ ...fields, switches: simplexHeads, report: { every: "7 min" } });
    const seldom = smallScenario({ ...fields, switches: simplexHeads, report: { every: "1 d" } });
    const [a, b] = [runScenario(often, { sliceUs: 3_600_000_000 }), runScenario(seldom)];
    for (const name of ["emission.issuedUnits", "consensus.missedFrames"])
      expect(valueOf(a, name)).toBe(valueOf(b, name));
    expect(a.tables.operators).toEqual(b.tables.operators);
  });
});
