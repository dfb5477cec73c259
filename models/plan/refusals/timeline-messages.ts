/** Texts of what a plan refuses of a timeline. Tests compare with these. */
import { listed } from "../../../sim/scenario/listed.js";
import { byteCount } from "../../../sim/units/dimensions.js";
import { rounded } from "../../../sim/units/format.js";
import { durationText } from "../../../sim/units/readable.js";

const sizeText = (bytes: number): string =>
  Number.isFinite(bytes) ? rounded(byteCount, bytes) : "more than any number of bytes";

export const timelineMessages = {
  olderEra: (): string =>
    "networks before 2.1 (lifecycle trie) have no timeline: their rounds and rings are stepped otherwise; write rules of 2.1",
  noClass: (word: string, known: readonly string[]): string =>
    `no class is called so; allowed: ${listed(known, { like: word, where: "operators of the scenario" })}`,
  noTime: (): string => "an outage takes time; write a duration such as 3 h",
  resetOfFiles: (): string =>
    "which of the files that users delete some time come to which shard of a new grid is not modelled; write keeps: for ever in all fees.classes",
  noPace: (): string => "frames need time between them; write a duration such as 10 s",
  tooSmall: (): string => "so small a world would issue more a frame than amounts can hold; leave at least 300 kB",
  tooMuchData: (bytes: number, max: number): string =>
    `all data could come to ${sizeText(bytes)} with it within the horizon; they can be ${sizeText(max)} at most`,
  tooManyLeaves: (bytes: number, leaf: number): string =>
    `all data could come to ${sizeText(bytes)} with it, more leaves of ${sizeText(leaf)} than a shard can count (2,147,483,647)`,
  curveOfFrames: (): string =>
    "the issuance curve counts time in frames of one pace, so the pace cannot change with it; write another curve",
  feesOfOnePace: (): string =>
    "fee multipliers are worked out for frames of one pace, so the pace cannot change with fees; leave out one of the two",
  fixedSwitch: (names: readonly string[], reason: string): string =>
    `${names.join(", ")} cannot change within a run: ${reason}`,
  withReset: (names: readonly string[]): string =>
    `${names.join(", ")}: filters are told by it, so it changes with the grid alone; write a reset at the same moment (at)`,
  nothingToActivate: (): string =>
    "of what the chain decides nothing changes with it, and what nodes decide follows adoption; leave it out",
  framePast: (first: number): string =>
    `the run begins with frame ${first}, so that it would be in force before; write a later frame`,
  activatesNever: (atUs: number, horizonUs: number): string =>
    `it would take force after ${durationText(atUs / 1e6)}, and the run ends after ${durationText(horizonUs / 1e6)}`,
  ranksFromStart: (names: readonly string[]): string =>
    `${names.join(", ")}: ranks whose leaders a hash draws are drawn from the start of a run (consensus.leaderTimeouts)`,
  floorOfNobody: (): string =>
    "every node adopts it at once, so that nobody could be shut out; write adoption, class or share",
  feesThatWait: (): string =>
    "fees that wait for their shard's next frame belong to participants, so they cannot be burnt",
  rescueAtOnce: (): string =>
    "nodes that rescue as `releasable` says follow every shard, so that rule can only be given up by all at once",
} as const;
