/** Rows about which shards there are, and which of them make frames. */
import { dataLeaves } from "../../protocol/shard/data-size.js";
import { cutByPath, divideByKeys } from "../../protocol/shard/path-cut.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { baseOf } from "./growth-rows.js";
import { dividedFiles, dividedPart, inheritFees } from "./inheritance.js";
import { expectMoves } from "./move-rows.js";
import { resetState } from "./reset-rows.js";
import { noPay } from "./shard-pay.js";
import { setHalted } from "./silence.js";
import { intoOne, successorsOf } from "./successors.js";
import type { WrittenEvent } from "./written-run.js";

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
