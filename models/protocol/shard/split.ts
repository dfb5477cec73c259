import { dealtChildren } from "./deal-members.js";
import { ascending, byBytes } from "../ground/compare.js";
import { RuleError } from "../ground/rule.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { type RingAssignment, type RingCandidate, assignRings, compareRingOrder } from "../ring/assign.js";

/** Into how many children a shard may split. */
export type SplitFactor = 2 | 4 | 8;

/** Size above which a shard splits where size alone splits it: 64 leaves of 1 GiB. (assumption) */
const splitBytes = 64n << 30n;

/** Children of a shard with so many active provers: 2, 4 or 8 by their number, or always 2. Source: protocol.md `shard.splitFactor` (node). */
export function splitFactor(active: number, { splitArity }: Pick<RuleSwitches, "splitArity">): SplitFactor {
  return splitArity === "two" || active <= 48 ? 2 : active <= 64 ? 4 : 8;
}

/**
 * Children that a shard is due to split into, 0 when it is not: more than `maximumProvers` (32) active. With
 * `splitOnBytes` a shard of more than 64 GiB splits too.
 * Source: protocol.md `shard.splitTrigger` (node); by size: seed, limit an assumption.
 */
export function splitTrigger(
  active: number,
  { maximumProvers, splitOnBytes, splitArity }: Pick<RuleSwitches, "maximumProvers" | "splitOnBytes" | "splitArity">,
  sizeBytes = 0n,
): 0 | SplitFactor {
  const due = active > maximumProvers || (splitOnBytes === "on" && sizeBytes > splitBytes);
  return due ? splitFactor(active, { splitArity }) : 0;
}

const suffixes: Readonly<Record<SplitFactor, readonly string[]>> = {
  2: ["00", "80"],
  4: ["00", "40", "80", "c0"],
  8: ["0000", "2000", "4000", "6000", "8000", "a000", "c000", "e000"],
};

/** Filters of the children of a shard, ascending; eight of them take two more bytes. Source: protocol.md `shard.children` (node). */
export function childFilters(filter: string, factor: SplitFactor): readonly string[] {
  return suffixes[factor].map((suffix) => filter + suffix);
}

/**
 * Index of the child that a prover moves to, by the first byte of its address. The byte never changes, so provers
 * that came together into a child by a split into k stay together when it splits into k again.
 * Source: protocol.md `shard.assignChild` (node rs).
 */
export function assignChild(firstAddressByte: number, children: number): number {
  return Math.min((firstAddressByte * children) >> 8, children - 1);
}

/** Children indices of `provers`, in their order, under one way of settling a split; null = stays with the parent. */
export function assignChildren(
  provers: readonly RingCandidate[],
  children: readonly string[],
  splitMembership: RuleSwitches["splitMembership"],
  childBytes: readonly number[] = children.map(() => 0),
): readonly (number | null)[] {
  switch (splitMembership) {
    case "reassignedByAddress":
      return provers.map(({ address }) => assignChild(Number.parseInt(address.slice(0, 2), 16), children.length));
    case "roundRobin":
      return dealtChildren(
        provers.map(({ address }) => address),
        children.length,
      );
    case "unchanged":
      return provers.map(() => null);
    case "bySeniority":
      return chooseBySeniority(provers, children, childBytes);
    case "none":
      throw new RuleError("shards do not split under this rule set");
  }
}

/** In order of seniority each prover takes the child with the fewest provers; ties: the larger, then by filter. */
function chooseBySeniority(
  provers: readonly RingCandidate[],
  children: readonly string[],
  childBytes: readonly number[],
): readonly number[] {
  const count = children.map(() => 0);
  const chosen = provers.map(() => 0);
  const bySeniority = provers.map((_prover, k) => k);
  bySeniority.sort((a, b) => compareRingOrder(provers[a], provers[b], "seniorityFirst") || a - b);
  const preference = (a: number, b: number) =>
    count[a] - count[b] || ascending(childBytes[b], childBytes[a]) || byBytes(children[a], children[b]);
  for (const prover of bySeniority) {
    let child = 0;
    for (let other = 1; other < children.length; other++) if (preference(other, child) < 0) child = other;
    chosen[prover] = child;
    count[child]++;
  }
  return chosen;
}

export interface SplitChild {
  readonly filter: string;
  /** In the order in which they were given. */
  readonly provers: readonly RingCandidate[];
  readonly rings: RingAssignment;
}

/**
 * A shard's children with their provers and new rings. Every prover keeps its join frame, so the order among those
 * who stay together stays. Where provers do not move (`unchanged`), the children begin empty.
 * Source: protocol.md `shard.split` (node rs: assigned by address; seed: chosen by seniority).
 */
export function splitShard(
  { filter, factor, provers }: { filter: string; factor: SplitFactor; provers: readonly RingCandidate[] },
  switches: Pick<RuleSwitches, "splitMembership" | "ringOrder" | "ringSize">,
): readonly SplitChild[] {
  const children = childFilters(filter, factor);
  const indices = assignChildren(provers, children, switches.splitMembership);
  return children.map((child, k) => {
    const own = provers.filter((_prover, m) => indices[m] === k);
    return { filter: child, provers: own, rings: assignRings(own, switches) };
  });
}

/** Whether a new split or merge of a shard may be proposed; `last` null = never was. Source: protocol.md `shard.cooldown` (node). */
export function isCooledDown(last: number | null, frame: number, cooldownFrames: number): boolean {
  return last === null || frame >= last + cooldownFrames;
}

/** What a proposed split must look like. */
export interface SplitProposal {
  readonly parentBytes: number;
  readonly children: number;
  /** Bytes that each child's filter has more than the parent's. */
  readonly childExtraBytes: number;
  /** Whether every child's filter begins with the parent's. */
  readonly prefixed: boolean;
}

/** Whether a split is well formed. Source: protocol.md `shard.verifySplit` (node). */
export function isValidSplit({ parentBytes, children, childExtraBytes, prefixed }: SplitProposal): boolean {
  const lengths = parentBytes >= 32 && parentBytes <= 63 && (childExtraBytes === 1 || childExtraBytes === 2);
  return lengths && prefixed && children >= 2 && children <= 8;
}
