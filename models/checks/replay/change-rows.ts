/** Rows about splits and merges that are noted for a later frame, and what becomes of those. */
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { mergePairs } from "../../protocol/shard/merge.js";
import { cutByPath } from "../../protocol/shard/path-cut.js";
import { isCooledDown, splitTrigger } from "../../protocol/shard/split.js";
import type { AuditedAllocation, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import { committeeOf, countStatus } from "./standing.js";
import { intoOne, isSibling, parentOf } from "./successors.js";

/** A split into so many parts is noted (`shard.splitTrigger`, `shard.cooldown`). */
export function splitNoted(books: Books, shard: AuditedShard, factor: number): void {
  const { findings, rules, frame } = books;
  const canBeCut = rules.splitCut === "suffix" || cutByPath(shard.filter, rules).children !== null;
  const due = canBeCut ? splitTrigger(countCovering(books, shard), rules, BigInt(shard.bytes)) : 0;
  findings.compare("shard.splitTrigger", shard, { what: "parts", expected: due, written: factor });
  noteChange(books, shard, factor, shard.lastProposal);
  shard.lastProposal = frame;
}

/** A merge with its sibling is noted; both say so, the second one closes the pair. */
export function mergeNoted(books: Books, shard: AuditedShard): void {
  const { findings, rules, frame } = books;
  const parent = rules.splitCut === "bitPath" ? parentOf(books, shard) : null;
  const whole = parent === null ? undefined : [...books.shards.values()].find(({ filter }) => filter === parent);
  noteChange(books, shard, intoOne, parent === null ? shard.lastProposal : (whole?.lastProposal ?? -1));
  const siblings = [...books.liveShards()].filter((other) => isSibling(books, other, shard));
  shard.lastProposal = frame;
  if (siblings.length === 0) return;
  if (whole !== undefined) whole.lastProposal = frame;
  // As they are when the frame ends: whoever was evicted in it is in neither committee.
  const inventory = [shard, ...siblings].map((one) => {
    const committee = committeeOf(books, one);
    return {
      filter: one.filter,
      sizeBytes: BigInt(one.bytes),
      active: followsStoredStatus(rules) ? countStatus(one.allocations, "active") : committee.length,
      storageBytes: declaredStorage(books, committee),
    };
  });
  const hasMakers = rules.splitCut !== "bitPath" || inventory.some(({ active }) => active > 0);
  if (!hasMakers || mergePairs(inventory, rules).length !== 1)
    findings.add(
      "shard.merge",
      shard,
      "two thin siblings that may merge",
      inventory.map(({ active }) => active).join(" and ") + " active",
    );
}

/** The least that any of its provers declares, as each stores all of a shard. */
function declaredStorage({ scenario }: Books, committee: readonly AuditedAllocation[]): bigint {
  if (committee.length === 0) return 0n;
  const storages = committee.map(({ prover }) => scenario.operators[prover.classIndex].storage ?? 0);
  return BigInt(storages.reduce<number>((min, storage) => Math.min(min, storage), storages[0]));
}

function noteChange({ findings, rules, frame }: Books, shard: AuditedShard, into: number, lastProposal: number): void {
  if (shard.changeFrame > 0)
    findings.add("shard.splitTrigger", shard, "no change noted yet", `one for ${shard.changeFrame}`);
  const last = lastProposal < 0 ? null : lastProposal;
  if (!isCooledDown(last, frame, rules.splitCooldownFrames))
    findings.add(
      "shard.cooldown",
      shard,
      `no proposal before frame ${lastProposal + rules.splitCooldownFrames}`,
      `one in ${frame}`,
    );
  shard.changeFrame = rules.lifecycle === "epoch" ? effectFrame(frame, rules.epochFrames) : frame + 1;
  shard.changeInto = into;
}

/** Merges that were noted for this frame and did not happen are called off: a third sibling has come back. */
export function endChanges(books: Books): void {
  for (const shard of books.liveShards()) {
    if (shard.changeFrame !== books.frame || shard.changeInto !== intoOne) continue;
    const family = [...books.liveShards()].filter(
      (other) => parentOf(books, other) === parentOf(books, shard) && other.filter.length === shard.filter.length,
    );
    if (family.length === 2) books.findings.add("shard.merge", shard, "merges in this frame", "nothing");
    shard.changeFrame = 0;
  }
}
