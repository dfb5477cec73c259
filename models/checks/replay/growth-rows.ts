/** Rows about how large data are: steps and changes of the data, which shards grow fast, and what comes to a shard. */
import { nextDifficulty } from "../../protocol/clock/difficulty.js";
import { dataLeaves, growthFactor, grownSize, scaledSizes } from "../../protocol/shard/data-size.js";
import { growthShares, skewExponent } from "../../scenario/shard-sizes.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { ageFiles, fileBytes } from "./file-rows.js";
import type { MissingFrames } from "./missing-frames.js";
import { noteStep, type RingOutputs } from "./shard-pay.js";
import type { WrittenEvent } from "./written-run.js";

interface StepTools {
  readonly outputs: RingOutputs;
  readonly missing: MissingFrames;
}

/** The data step of an epoch: difficulty by its clock, and every shard at its size of the start and what has grown since. */
export function dataStep(books: Books, { outputs, missing }: StepTools, { other, value }: WrittenEvent): void {
  const { findings, scenario } = books;
  noteStep(books, missing);
  if (scenario.frames.adjust === "on") books.difficulty = difficultyAt(books);
  findings.compare("clock.difficulty", {}, { what: "difficulty", expected: books.difficulty, written: other });
  if (growsUnevenly(books)) checkGrowthShares(books);
  if (books.frame % books.rules.epochFrames === 0) ageFiles(books);
  const bytesOf = dataNow(books);
  books.worldBytes = 0;
  for (const shard of books.liveShards()) {
    shard.bytes = Math.floor(bytesOf(shard)) + fileBytes(books, shard);
    shard.leafCount = dataLeaves(shard.bytes, scenario.shards.leaf);
    books.worldBytes += shard.bytes;
    books.touched.add(shard);
  }
  findings.compare("shard.growth", {}, { what: "bytes of all data", expected: books.worldBytes, written: value });
  outputs.reset(books);
}

function difficultyAt({ scenario, frame, clock }: Books): bigint {
  const { first, pace, difficulty } = scenario.frames;
  const paceMs = pace / 1000;
  const anchor = { frame: BigInt(first), parentTimeMs: BigInt(-Math.round(paceMs)), difficulty: BigInt(difficulty) };
  return nextDifficulty(anchor, BigInt(frame), BigInt(Math.round(clock.timeOf(frame) / 1000)));
}

/** The timeline changes the data: to a size, or to another rate of growth; a step of the data follows. */
export function dataChange(books: Books, { value, other }: WrittenEvent): void {
  const { clock, frame } = books;
  const shards = [...books.liveShards()].toSorted((a, b) => a.shard - b.shard);
  const now = shards.map(dataNow(books));
  const kept = shards.reduce((sum, shard) => sum + fileBytes(books, shard), 0);
  const sizes = Number.isNaN(value) ? now : scaledSizes(now, value - kept);
  shards.forEach((shard, k) => (shard.baseBytes = sizes[k]));
  books.growthSinceUs = clock.timeOf(frame);
  books.growthPerMonth = other;
}

/** Bytes come to a shard, and are part of what grows from then on. */
export function storeData(books: Books, shard: AuditedShard, bytes: number): void {
  if (!growsUnevenly(books)) {
    shard.baseBytes += bytes / grownBy(books);
    return;
  }
  countGrowthFromNow(books);
  shard.baseBytes += bytes;
}

/** What data that are whole at this frame have grown from: those of the start, or of a new grid. */
export const baseOf = (books: Books, bytes: number): number =>
  books.resetFrame === books.frame ? bytes / grownBy(books) : bytes;

/** A new grid takes the place of the old one: where shards differ in how they grow, they begin anew, and parts of shards that are gone are no longer looked at. */
export function gridBegins(books: Books): void {
  if (!growsUnevenly(books)) return;
  books.growthSinceUs = books.clock.timeOf(books.frame);
  books.growthDrawn.length = 0;
}

/** A shard has drawn its part of the growth. */
export function hasGrowthShare(books: Books, shard: AuditedShard, { value }: WrittenEvent): void {
  shard.growthShare = value;
  books.growthDrawn.push(value);
}

/** Rounding of the parts of many splits: far below a byte of any world. */
const roundingMax = 1e-9;

/** Parts of the growth are those of all ranks as they are drawn, and of all growth however shards have split and merged since. */
function checkGrowthShares(books: Books): void {
  const { findings, growthDrawn } = books;
  if (growthDrawn.length > 0) {
    const parts = growthShares(growthDrawn.length, skewOf(books));
    const drawn = growthDrawn.toSorted((a, b) => b - a);
    const rank = drawn.findIndex((part, k) => part !== parts[k]);
    if (rank >= 0)
      findings.add("shard.growth", {}, `${parts[rank]}, the part of rank ${rank + 1}`, String(drawn[rank]));
    growthDrawn.length = 0;
  }
  let sum = 0;
  for (const { growthShare } of books.liveShards()) sum += growthShare;
  if (Math.abs(sum - 1) > roundingMax) findings.add("shard.growth", {}, "parts that add up to 1", String(sum));
}

const skewOf = ({ scenario }: Books): number => skewExponent(scenario.shards.growthSkew ?? "none");
const growsUnevenly = (books: Books): boolean => skewOf(books) > 0;

const grownBy = ({ clock, frame, growthPerMonth, growthSinceUs }: Books): number =>
  growthFactor(growthPerMonth, clock.timeOf(frame) - growthSinceUs);

function dataNow(books: Books): (shard: AuditedShard) => number {
  const factor = grownBy(books);
  if (!growsUnevenly(books)) return ({ baseBytes }) => baseBytes * factor;
  const worldBase = [...books.shards.values()].toSorted((a, b) => a.shard - b.shard).reduce(addBase, 0);
  return ({ baseBytes, growthShare }) => grownSize({ baseBytes, share: growthShare, worldBase }, factor);
}

const addBase = (sum: number, { baseBytes }: AuditedShard): number => sum + baseBytes;

function countGrowthFromNow(books: Books): void {
  const nowUs = books.clock.timeOf(books.frame);
  if (books.growthSinceUs === nowUs) return;
  const bytesOf = dataNow(books);
  for (const shard of books.liveShards()) shard.baseBytes = bytesOf(shard);
  books.growthSinceUs = nowUs;
}
