/** Rows about shards: which there are, how large, which split or merge, and which make frames. */
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { mergedFilter, mergePairs } from "../../protocol/shard/merge.js";
import { dataLeaves } from "../../protocol/shard/data-size.js";
import { cutByPath, divideByKeys } from "../../protocol/shard/path-cut.js";
import {
  childFilters,
  isCooledDown,
  type SplitFactor,
  assignChildren,
  splitTrigger,
} from "../../protocol/shard/split.js";
import type { AuditedAllocation, AuditedShard, Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import { dealFiles, type FileCount, joinFiles, noFiles } from "../../market/kept-files.js";
import { baseOf, gridBegins } from "./growth-rows.js";
import type { MissingFrames } from "./missing-frames.js";
import { noPay, noteStep } from "./shard-pay.js";
import { setHalted } from "./silence.js";
import { committeeOf, countStatus } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

/** In `changeInto`: the shard and its sibling become one. */
const intoOne = 1;

/** A shard appears: one of the start, a part of one that splits, or the whole of two that merge. */
export function shardAppears(books: Books, { shard: index, other, value, filter }: WrittenEvent): void {
  const { findings, shards, frame } = books;
  const known = shards.get(index);
  if (known?.live === true) findings.add("shard.children", known, "a shard that is not there yet", "shard appears");
  const from = shards.get(other);
  const isReset = books.resetFrame === frame;
  const baseBytes = from === undefined ? baseOf(books, value) : dividedPart(books, from, { filter, of: "baseBytes" });
  const growthShare = from === undefined ? 0 : dividedPart(books, from, { filter, of: "growthShare" });
  const shard: AuditedShard = {
    shard: index,
    filter,
    leafCount: dataLeaves(value, books.scenario.shards.leaf),
    allocations: new Set(),
    committee: [],
    rings: [],
    sealed: null,
    saidSession: 0,
    pay: noPay(frame),
    saidToMakeFrames: false,
    madeFrames: 0,
    waitingUnits: 0n,
    covering: 0,
    streakStart: -1,
    halted: false,
    resumedFrame: 0,
    staleJoining: 0,
    everJoined: books.scenario.start !== undefined && from === undefined,
    changeFrame: 0,
    changeInto: 0,
    lastProposal: -1,
    // Whoever stayed on a filter that was gone is on it still.
    ...known,
    ...(isReset && resetState(known)),
    // The wait after a proposal is that of the whole that siblings merge into.
    ...(from?.changeInto === intoOne && books.rules.splitCut === "bitPath" && { lastProposal: from.lastProposal }),
    goneFrame: 0,
    bytes: value,
    baseBytes,
    growthShare,
    files: from === undefined ? [] : dividedFiles(books, from, filter),
    live: true,
  };
  shard.leafCount = dataLeaves(value, books.scenario.shards.leaf);
  if (known === undefined) shards.set(index, shard);
  else Object.assign(known, shard);
  if (isReset) books.resetFirst ??= known ?? shard;
  if (from === undefined) books.worldBytes += value;
  else inheritFees(books, from, known ?? shard);
  books.touched.add(known ?? shard);
}

/** The first part of a shard that splits carries what the whole would have; the whole of two that merge, what both would have. */
function inheritFees(books: Books, from: AuditedShard, heir: AuditedShard): void {
  const isMerge = from.changeInto === intoOne;
  const owners = isMerge
    ? [from, ...[...books.shards.values()].filter((other) => isSibling(books, other, from))]
    : [from];
  for (const owner of owners) {
    heir.waitingUnits += owner.waitingUnits;
    owner.waitingUnits = 0n;
  }
}

/** Nothing is remembered of a shard that a new grid has too, but who is on it. */
const resetState = (known: AuditedShard | undefined): Partial<AuditedShard> => ({
  lastProposal: -1,
  everJoined: [...(known?.allocations ?? [])].some(({ status }) => status !== "proposed"),
});

/** A new grid takes the place of the old one: every shard goes, and those of the new one appear. */
export function gridReplaced(books: Books, missing: MissingFrames, { value }: WrittenEvent): void {
  noteStep(books, missing);
  gridBegins(books);
  books.resetFrame = books.frame;
  books.resetBytes = value;
  books.resetFirst = null;
  books.worldBytes = 0;
}

/** What is divided and added up as a shard's data are: what those grew from, and its part of the growth of all. */
interface Divided {
  readonly filter: string;
  readonly of: "baseBytes" | "growthShare";
}

/** What a new shard has of it: its part of a shard that splits, or that of two that merge together. */
function dividedPart(books: Books, from: AuditedShard, { filter, of }: Divided): number {
  if (from.changeInto !== intoOne) return partOfSide(books, from, { filter, of });
  const sibling = [...books.shards.values()].find((other) => isSibling(books, other, from));
  // In the order in which the two were born, as the sum of numbers that are not whole depends on it.
  const [first, second] = sibling !== undefined && sibling.shard < from.shard ? [sibling, from] : [from, sibling];
  return first[of] + (second?.[of] ?? 0);
}

/** Equal parts of a suffix; by bit path those of the keys on each side, and nothing on the sides that a cut has passed by. */
function partOfSide({ rules }: Books, parent: AuditedShard, { filter, of }: Divided): number {
  const whole = parent[of];
  if (rules.splitCut === "suffix") return whole / parent.changeInto;
  const { children } = cutByPath(parent.filter, rules);
  if (children === null || !children.includes(filter)) return 0;
  const low = whole * divideByKeys(0, children, rules).lowShare;
  return filter === children[0] ? low : whole - low;
}

/** The same of whole files. */
function dividedFiles(books: Books, from: AuditedShard, filter: string): readonly FileCount[] {
  if (from.changeInto === intoOne) {
    const sibling = [...books.shards.values()].find((other) => isSibling(books, other, from));
    const [one, two] = [from.files, sibling?.files ?? []];
    return Array.from({ length: Math.max(one.length, two.length) }, (_unused, kind) =>
      joinFiles(one[kind] ?? noFiles, two[kind] ?? noFiles),
    );
  }
  const { filters, shares } = sharesOf(books, from);
  const part = filters.indexOf(filter);
  return part < 0 ? [] : from.files.map((own) => dealFiles(own, shares)[part]);
}

/** Which share of a shard that splits each part has. */
function sharesOf({ rules }: Books, { filter, changeInto }: AuditedShard) {
  if (rules.splitCut === "suffix") {
    const filters = childFilters(filter, changeInto as SplitFactor);
    return { filters, shares: filters.map(() => 1 / filters.length) };
  }
  const { children } = cutByPath(filter, rules);
  if (children === null) return { filters: [], shares: [] };
  const { lowShare } = divideByKeys(0, children, rules);
  return { filters: children as readonly string[], shares: [lowShare, 1 - lowShare] };
}

const isSibling = (books: Books, one: AuditedShard, other: AuditedShard): boolean =>
  one !== other &&
  one.changeInto === intoOne &&
  one.changeFrame === other.changeFrame &&
  parentOf(books, one) === parentOf(books, other);

const parentOf = ({ rules }: Books, { filter }: AuditedShard): string => mergedFilter(filter, rules);

/** A shard is gone: its data are in the shards that appeared in its place. */
export function shardIsGone(books: Books, shard: AuditedShard): void {
  const { findings, shards, frame } = books;
  if (!shard.live) findings.add("shard.split", shard, "a shard that is there", "shard is gone");
  if (books.resetFrame === frame) {
    endShard(books, shard);
    return;
  }
  if (shard.changeFrame !== frame)
    findings.add(
      "shard.split",
      shard,
      "that a split or merge was noted for this frame",
      `noted for ${shard.changeFrame}`,
    );
  const { filters, spine } = successorsOf(books, shard);
  const heirs = [...shards.values()].filter(({ filter, live }) => live && filters.includes(filter));
  const empty = [...shards.values()].filter(({ filter, live }) => live && spine.includes(filter));
  findings.compare("shard.children", shard, {
    what: "shards in its place",
    expected: filters.length + spine.length,
    written: heirs.length + empty.length,
  });
  for (const side of empty)
    findings.compare("shard.splitPath", side, { what: "bytes", expected: 0, written: side.bytes });
  checkParts(books, shard, heirs);
  expectMoves(books, shard, filters, heirs);
  if (shard.changeInto === intoOne) books.counted.merges += 0.5;
  else books.counted.splits++;
  endShard(books, shard);
}

/** Filters of the shards that have its data after a split or merge, and of the sides without keys that a cut has passed by. */
function successorsOf(
  books: Books,
  shard: AuditedShard,
): { readonly filters: readonly string[]; readonly spine: readonly string[] } {
  if (shard.changeInto === intoOne) return { filters: [parentOf(books, shard)], spine: [] };
  if (books.rules.splitCut === "suffix")
    return { filters: childFilters(shard.filter, shard.changeInto as SplitFactor), spine: [] };
  const { children, spine } = cutByPath(shard.filter, books.rules);
  return { filters: children ?? [], spine };
}

/** The shard holds no data and counts nowhere any more. */
function endShard(books: Books, shard: AuditedShard): void {
  shard.live = false;
  shard.sealed = null;
  shard.saidSession = 0;
  shard.goneFrame = books.frame;
  shard.bytes = 0;
  shard.baseBytes = 0;
  shard.growthShare = 0;
  shard.files = [];
  shard.leafCount = 1;
  shard.changeFrame = 0;
  // The change is in effect from this frame on, so a halt ended with the frame before.
  setHalted(books, shard, false, books.frame - 1);
  shard.streakStart = -1;
  books.touched.add(shard);
}

/** Parts of a split are equal but for a byte each, the first ones larger; by bit path each has the data of its keys. */
function checkParts({ findings, rules }: Books, shard: AuditedShard, heirs: readonly AuditedShard[]): void {
  if (shard.changeInto === intoOne) return;
  const { children } = rules.splitCut === "bitPath" ? cutByPath(shard.filter, rules) : { children: null };
  if (children !== null) {
    const { sizes } = divideByKeys(shard.bytes, children, rules);
    for (const heir of heirs) {
      const expected = sizes[heir.filter === children[0] ? 0 : 1];
      findings.compare("shard.sizesFromKeys", heir, { what: "bytes", expected, written: heir.bytes });
    }
    return;
  }
  const part = Math.floor(shard.bytes / shard.changeInto);
  heirs
    .toSorted((a, b) => (a.filter < b.filter ? -1 : 1))
    .forEach((heir, k) => {
      const expected = part + (k < shard.bytes - part * shard.changeInto ? 1 : 0);
      findings.compare("shard.split", heir, { what: "bytes", expected, written: heir.bytes });
    });
}

/** Notes who has to move where, for `moveAllocation` and `checkMoves`: allocations of a split part by part, all of a merge together. */
function expectMoves(
  books: Books,
  shard: AuditedShard,
  filters: readonly string[],
  heirs: readonly AuditedShard[],
): void {
  const { moves, rules } = books;
  const isSplit = shard.changeInto !== intoOne;
  if (!isSplit && rules.mergeRule === "storage") return;
  const movers = isSplit
    ? moversOf(books, shard)
    : [...shard.allocations].filter(({ status }) => status !== "proposed");
  if (!isSplit) {
    for (const allocation of movers) moves.set(allocation, filters[0]);
    return;
  }
  const candidates = movers.map(({ prover: { address, seniority }, joinFrame, joinConfirmFrame }) => ({
    address,
    seniority,
    joinFrame,
    joinConfirmFrame,
  }));
  const bytes = filters.map((filter) => heirs.find((heir) => heir.filter === filter)?.bytes ?? 0);
  assignChildren(candidates, filters, rules.splitMembership, bytes).forEach((child, k) => {
    if (child !== null) moves.set(movers[k], filters[child]);
  });
}

/** Who goes to a part: the active ones, or where members are dealt the committee, if there is any. */
const moversOf = (books: Books, shard: AuditedShard): readonly AuditedAllocation[] =>
  books.rules.splitMembership === "roundRobin"
    ? committeeOf(books, shard)
    : [...shard.allocations].filter(({ status }) => status === "active");

/** An allocation moves with its shard's split or merge. */
export function moveAllocation(books: Books, allocation: AuditedAllocation, to: AuditedShard): void {
  books.findings.compare(
    "shard.assignChild",
    { prover: allocation.prover.prover, shard: to.shard },
    {
      what: "a move to",
      expected: books.moves.get(allocation) ?? "nowhere",
      written: to.filter,
    },
  );
  books.moves.delete(allocation);
  books.move(allocation, to);
}

/** Everybody who had to move has moved, or has lost the allocation; where members are dealt nobody is left on the parent. */
export function checkMoves({ findings, moves: left, shards, rules, frame }: Books): void {
  if (rules.splitMembership === "roundRobin") {
    for (const shard of shards.values()) {
      if (shard.goneFrame !== frame) continue;
      // Under the storage rule a merge changes the grid alone, and its members stay behind.
      if (rules.mergeRule === "storage" && shard.changeInto === intoOne) continue;
      for (const { prover, status } of shard.allocations) {
        if (status === "proposed") continue;
        findings.add("shard.dealMembers", { prover: prover.prover, shard: shard.shard }, "a historic place", status);
      }
    }
  }
  for (const [{ prover, shard, status }, filter] of left) {
    if (status === "left") continue;
    findings.add("shard.assignChild", { prover: prover.prover, shard: shard.shard }, `a move to ${filter}`, "none");
  }
  left.clear();
}

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

/** The log tells only of changes. */
export function saysItMakesFrames({ findings }: Books, shard: AuditedShard, makesFrames: boolean): void {
  if (shard.saidToMakeFrames === makesFrames)
    findings.add(
      "consensus.quorum",
      shard,
      "a change",
      makesFrames ? "makes frames, as before" : "makes none, as before",
    );
  shard.saidToMakeFrames = makesFrames;
}

/** Merges that were noted for this frame and did not happen are called off: a third sibling has come back. */
export function endChanges(books: Books): void {
  if (books.resetFrame === books.frame) endReset(books);
  for (const shard of books.liveShards()) {
    if (shard.changeFrame !== books.frame || shard.changeInto !== intoOne) continue;
    const family = [...books.liveShards()].filter(
      (other) => parentOf(books, other) === parentOf(books, shard) && other.filter.length === shard.filter.length,
    );
    if (family.length === 2) books.findings.add("shard.merge", shard, "merges in this frame", "nothing");
    shard.changeFrame = 0;
  }
}

/** The new grid has all data, and its first shard the fees that waited on the old one. */
function endReset(books: Books): void {
  const { findings, shards, resetBytes, resetFirst, worldBytes } = books;
  findings.compare("shard.sizesFromKeys", {}, { what: "bytes of the grid", expected: resetBytes, written: worldBytes });
  for (const shard of shards.values()) {
    if (resetFirst === null || shard === resetFirst) continue;
    resetFirst.waitingUnits += shard.waitingUnits;
    shard.waitingUnits = 0n;
  }
}
