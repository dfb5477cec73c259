/** Combinations of switches that mean nothing: the network of one era has no use for the rule of another. */
import type { RuleSetName, RuleSwitches, SwitchName } from "./rule-sets.js";

/** An override that is refused. */
export interface SwitchProblem {
  /** The switch as it was written. */
  readonly key: string;
  /** What is wrong and what is allowed, without the key. */
  readonly message: string;
  /** Words among which the right one is: names of switches, or values. */
  readonly allowed: readonly string[];
  /** What was written in the place of one of them; null where only the combination is wrong. */
  readonly read: string | null;
}

type Values = { readonly [Name in SwitchName]?: readonly RuleSwitches[Name][] };

/** Where the switches of `where` have one of the values listed, those of `needs` must have one of theirs. */
interface Demand {
  readonly where: Values;
  readonly needs: Values;
  /** Completes "because …". */
  readonly because: string;
}

/**
 * What is not listed is allowed, even where no network ever had it: windows of one era under the lifecycle of the
 * other, the pages' committees, kicks and decay anywhere, any arithmetic and divisor.
 */
const requirements: readonly Demand[] = [
  {
    where: { lifecycle: ["trie"] },
    needs: { confirmWindow: ["frames360To720"], rejectWindow: ["upTo720"] },
    because: "joins of 2.0 (lifecycle trie) took effect at the end of their frame and no epoch answered them",
  },
  {
    where: { lifecycle: ["trie"] },
    needs: { committeeMembership: ["raw"] },
    because: "the tries of 2.0 deferred nothing, so there is no other status than the stored one",
  },
  {
    where: { lifecycle: ["trie"] },
    needs: { storageAudit: ["off"] },
    because: "replicas are registered with confirmations, which 2.0 (lifecycle trie) did not have",
  },
  {
    where: { lifecycle: ["trie"] },
    needs: { splitMembership: ["none"], splitOnBytes: ["off"], mergeRule: ["off"], strategy: ["none"] },
    because: "2.0 and before (lifecycle trie) had a single data shard: nothing to split, merge or choose",
  },
  {
    where: { lifecycle: ["epoch", "frames"] },
    needs: { splitMembership: ["reassignedByAddress", "roundRobin", "unchanged", "bySeniority"] },
    because: "shards of 2.1 split, and their members have to go somewhere",
  },
  {
    where: { lifecycle: ["epoch", "frames"] },
    needs: { emissionRule: ["pomw", "article"] },
    because: "the rewards before 2.1 (by cores, increments or ceremony rounds) belong to lifecycle trie",
  },
  {
    where: { emissionRule: ["pomw", "article", "v20", "dusk", "vouchers"] },
    needs: { dawnReward: ["doubling"] },
    because: "only ceremony rounds (emissionRule dawn) are paid by it",
  },
  {
    where: { storageAudit: ["off"] },
    needs: { auditPopulation: ["shardHeader"] },
    because: "without an audit (storageAudit off) nothing is sampled",
  },
  {
    where: { lifecycle: ["epoch", "frames"] },
    needs: { consensusKind: ["hotstuff", "simplex"] },
    because: "committees agree on the frames of 2.1; a beacon belongs to lifecycle trie",
  },
  {
    where: { proverStatus: ["lastOperation"] },
    needs: { lifecycle: ["epoch", "frames"] },
    because: "the records of provers to which operations wrote belong to 2.1; tries held no status",
  },
  {
    where: { quorumRule: ["headCount"] },
    needs: { voteWeight: ["equal"] },
    because: "a quorum of heads does not ask what a vote weighs",
  },
  {
    where: { creditedSigners: ["quorum"] },
    needs: { quorumRule: ["headCount"] },
    because: "the first to arrive are counted by heads",
  },
  {
    where: { committeeSession: ["on"] },
    needs: { consensusKind: ["simplex"] },
    because: "sessions and their handoff belong to Simplex",
  },
  {
    where: { splitCut: ["bitPath"] },
    needs: { splitArity: ["two"] },
    because: "a bit of the path has two values",
  },
  {
    where: { splitNeedsData: ["on"] },
    needs: { splitCut: ["bitPath"] },
    because: "only a split by bit path looks where the keys lie",
  },
  {
    where: { mergeRule: ["siblings"] },
    needs: { splitCut: ["bitPath"] },
    because: "siblings are told by the last bit of their paths",
  },
  {
    where: { splitCut: ["bitPath"] },
    needs: { mergeRule: ["siblings", "off"] },
    because: "pairs are told by the suffix of a whole byte, which a bit path does not have",
  },
];

/**
 * What of an override contradicts the rest. `written` holds the overridden switches as they were spelt; the presets by
 * themselves contradict nothing. A demand is blamed on the override that breaks it, or on the one that raised it.
 */
export function conflictsOf(
  preset: RuleSetName,
  switches: RuleSwitches,
  written: ReadonlyMap<SwitchName, string>,
): readonly SwitchProblem[] {
  const blamed = new Set<SwitchName>();
  const problems: SwitchProblem[] = [];
  for (const { where, needs, because } of listed) {
    if (!where.every(({ name, values }) => values.includes(switches[name]))) continue;
    for (const { name, values } of needs) {
      if (values.includes(switches[name])) continue;
      const raising = where[0].name;
      const culprit = written.has(name) ? name : raising;
      if (blamed.has(culprit)) continue;
      blamed.add(culprit);
      const key = written.get(culprit) ?? culprit;
      problems.push(
        culprit === name
          ? refusedValue(key, preset, switches[name], values, because)
          : refusedCompany(key, preset, switches[raising], `${name} ${values.join(" or ")}`, because),
      );
    }
  }
  return problems;
}

type Value = string | number;

const pairs = (values: Values): readonly { readonly name: SwitchName; readonly values: readonly Value[] }[] =>
  Object.entries(values).map(([name, allowed]) => ({ name: name as SwitchName, values: allowed }));

/** As lists, once: every point of a sweep is asked. */
const listed = requirements.map(({ where, needs, because }) => ({ where: pairs(where), needs: pairs(needs), because }));

function refusedValue(
  key: string,
  preset: string,
  value: Value,
  allowed: readonly Value[],
  why: string,
): SwitchProblem {
  return { key, message: `${preset} cannot take ${value}, because ${why}`, allowed: allowed.map(String), read: null };
}

function refusedCompany(key: string, preset: string, value: Value, needed: string, why: string): SwitchProblem {
  return { key, message: `${preset} cannot take ${value} without ${needed}, because ${why}`, allowed: [], read: null };
}
