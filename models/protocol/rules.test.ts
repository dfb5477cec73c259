import { describe, expect, it } from "vitest";
import { allExamples } from "../../test/all-examples.js";
import type { Json } from "./ground/rule.js";
import { ruleSets } from "./ground/rule-sets.js";
import { allRules, ruleById, ruleSections } from "./rules.js";

/** Rules with examples from their source, in the order of protocol.md. */
const withExamples = `
clock.difficulty
clock.epoch
consensus.quorum
consensus.certificate
consensus.timeout
consensus.timeoutCounter
consensus.distance
consensus.nearestOrder
consensus.modLeader
consensus.finality
consensus.equivocation
consensus.simplexQuorum
consensus.simplexLeader
consensus.simplexTimeouts
forkchoice.rho
forkchoice.choose
forkchoice.signerWeight
emission.generation
emission.pomwBasis
emission.calculate
emission.estimatePerProver
emission.participationThreshold
emission.distribute
emission.frame
emission.v20.basis
emission.v20.share
emission.dusk.difficulty
emission.dusk.reward
emission.dawn.ceremony
emission.genesisClaims
ring.info
ring.dampenedJoiner
ring.resolve
ring.assign
ring.v20.fill
seniority.firstRetro
seniority.secondRetro
seniority.laterRetros
seniority.population
seniority.aggregate
seniority.onJoin
seniority.onMerge
seniority.onKick
seniority.credit
seniority.v20.additional
seniority.v20.events
seniority.page.penalty
lifecycle.effectiveStatus
lifecycle.statusPredicates
lifecycle.confirmTiming
lifecycle.rejectTiming
lifecycle.resumeTiming
lifecycle.joinGate
lifecycle.joinFreshness
lifecycle.transition
lifecycle.leaveConfirmGate
lifecycle.aggregateStatus
lifecycle.eviction
lifecycle.evictionCap
audit.selected
shard.splitTrigger
shard.splitFactor
shard.children
shard.assignChild
shard.split
shard.merge
shard.splitPath
shard.dealMembers
shard.siblingMerge
shard.sizesFromKeys
shard.cooldown
shard.leaderGate
shard.verifySplit
shard.globalIndices
coverage.thresholds
coverage.streak
coverage.reconstruct
coverage.haltDurations
coverage.haltFrame
coverage.health
proposer.score
proposer.plan
proposer.decideJoins
proposer.planLeaves
proposer.decideLeaves
proposer.excessPending
proposer.releasable
proposer.thinTargets
fees.window
fees.vote
fees.baseline
fees.required
fees.cost
fees.multiplierCap
fees.distribution
transport.bitmask
transport.slices
transport.channels
transport.gossipTargets
transport.validity
transport.envelope
transport.flows
transport.sizes
`;
/** Rules that its sections name beside these. */
const sections = `
clock.frame
consensus.kind
consensus.lockstep
consensus.weight
emission.v201.share
ring.size
seniority.unit
`;

const ids = (text: string): readonly string[] => text.trim().split(/\s+/);

describe("the table of contents of the protocol", () => {
  it("has every rule of the protocol", () => {
    const missing = [...ids(withExamples), ...ids(sections)].filter((id) => ruleById(id) === undefined);
    expect(missing).toEqual([]);
    expect(ids(withExamples).length).toBe(103);
  });

  it("names every rule once, and finds it by its name", () => {
    expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
    for (const rule of allRules) expect(ruleById(rule.id)).toBe(rule);
    expect(ruleById("ring.none")).toBeUndefined();
    expect(ruleById("__proto__")).toBeUndefined();
  });

  it("has something in each of the sections 1 to 14", () => {
    expect(ruleSections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    for (const { rules } of ruleSections) expect(rules.length).toBeGreaterThan(0);
  });

  it("covers every example, and each of those rules has some", () => {
    const examples = allExamples();
    expect(examples.length).toBe(1016);
    expect(examples.filter(({ rule }) => ruleById(rule) === undefined)).toEqual([]);
    const shown = new Set(examples.map(({ rule }) => rule));
    expect(ids(withExamples).filter((id) => !shown.has(id))).toEqual([]);
  });

  it.each(allRules)("$id says in one line what it gives, how, and from where", ({ about, output, formula, source }) => {
    for (const text of [about, output, formula, source]) expect(text).toMatch(/^[^\n]+$/);
    expect(about.length).toBeLessThanOrEqual(80);
  });
});

function ask(id: string, input: Json): Json {
  const rule = ruleById(id)!;
  return rule.evaluate(rule.input.parse(input), ruleSets["v2.1-epoch"]);
}

describe("numbers of any size", () => {
  const beyond64 = { difficulty: "100000000", worldBytes: (1n << 66n).toString() };

  it("a world of more than 2^64 bytes has a basis, rewards and fees", () => {
    // Generation 2 takes the fourth root: 2^50 / 2^66 gives 1/16 of a QUIL.
    expect(ask("emission.pomwBasis", beyond64)).toBe("500000000");
    const whole = { ring: 0, stateSize: beyond64.worldBytes, shards: "4" };
    expect(ask("emission.calculate", { ...beyond64, units: "8000000000", provers: [[whole]] })).toEqual(["125000000"]);
    expect(ask("fees.required", { ...beyond64, cost: "64", multiplier: 100 })).toMatchObject({
      requiredAppShard: "6400",
    });
  });

  it("a quorum comes as text when the weight did", () => {
    const asked = [100, "100", "100000000000000000000"].map((totalWeight) => ask("consensus.quorum", { totalWeight }));
    expect(asked).toEqual([66, "66", "66666666666666666666"]);
  });
});
