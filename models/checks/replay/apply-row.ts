/** One row of the log, applied to the books: what each phrase means. */
import type { Tools } from "./tools.js";
import { isAside } from "./asides.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import * as changes from "./change-rows.js";
import * as closing from "./closing-rows.js";
import * as effective from "./effective-rows.js";
import * as growth from "./growth-rows.js";
import * as grid from "./grid-rows.js";
import * as allocationRows from "./allocation-rows.js";
import * as leaves from "./leave-rows.js";
import * as moves from "./move-rows.js";
import * as population from "./population-rows.js";
import * as removal from "./removal-rows.js";
import * as reset from "./reset-rows.js";
import * as own from "./own-status.js";
import * as stored from "./stored-rows.js";
import { payUntil } from "./shard-pay.js";
import * as timeline from "./timeline-rows.js";
import type { WrittenEvent } from "./written-run.js";

const lateRules = new Set(["coverage.haltFrame", "coverage.streak", "lifecycle.eviction", "audit.selected"]);
const latePhrases = new Set([
  "signs twice",
  "merge noted",
  "proposes to join",
  "node confirms",
  "node rejects",
  "node asks to leave",
]);

/** Whether a row belongs to steps 6 to 8 of its frame, as all after it do: it counts from the next frame on. */
export const isLate = ({ rule, what }: WrittenEvent): boolean =>
  lateRules.has(rule) || latePhrases.has(what) || what.startsWith("split by ");

const ofProvers: { readonly [what: string]: (books: Books, prover: AuditedProver, row: WrittenEvent) => void } = {
  "goes offline": (books, prover) => population.changesPresence(books, prover, false),
  "comes back online": (books, prover) => population.changesPresence(books, prover, true),
  "begins to leave": (_books, prover) => void (prover.departing = true),
  "is gone": population.isGone,
  attacks: population.attacks,
  "evidence arrives": removal.evidenceArrives,
  looks: population.looks,
  "has workers": (_books, prover, { value }) => void (prover.workers = value),
  "has seniority": population.hasSeniority,
  "out of its committees": own.isOut,
  "back in its committees": own.isBack,
  "balance set to zero": own.isZeroed,
  evicted: removal.evicted,
  "kicked for good": removal.kicked,
  "kicked, may join again": removal.kicked,
};

const ofShards: { readonly [what: string]: (books: Books, shard: AuditedShard, row: WrittenEvent) => void } = {
  "shard is gone": grid.shardIsGone,
  "merge noted": changes.mergeNoted,
  "hands over": (_books, shard, { value }) => void (shard.saidSession = value),
  "growth share": growth.hasGrowthShare,
  transactions: stored.transactions,
  deletions: stored.deletions,
  junk: stored.junk,
  "fees paid": (books, shard, { other }) => void books.feesPaid.set(shard, Number.isNaN(other) ? -1 : other),
  "stale joins": (_books, shard, { value }) => void (shard.staleJoining = value),
  halts: removal.halts,
  "runs again": removal.runsAgain,
  "makes frames": (books, shard) => grid.saysItMakesFrames(books, shard, true),
  "makes no frames": (books, shard) => grid.saysItMakesFrames(books, shard, false),
};

const ofAllocations: {
  readonly [what: string]: (books: Books, allocation: AuditedAllocation, row: WrittenEvent) => void;
} = {
  "starts leaving": leaves.startsLeaving,
  "join accepted": allocationRows.joinAccepted,
  "join refused": allocationRows.joinRefused,
  "join confirmed": allocationRows.joinConfirmed,
  "takes effect": effective.changesOfItself,
  expires: effective.changesOfItself,
  "confirmed again": effective.changesOfItself,
  "leave asked for": leaves.leaveAskedFor,
  "leave held back": leaves.leaveHeldBack,
  "leave confirmed": leaves.leaveConfirmed,
  stays: leaves.stays,
  paused: allocationRows.paused,
  resumed: allocationRows.resumed,
  "node confirms": allocationRows.nodeAsks,
  "node rejects": allocationRows.nodeAsks,
  "node asks to leave": allocationRows.nodeAsks,
  "signs twice": removal.signsTwice,
  "place closed": closing.allocationClosed,
};

export function applyRow(books: Books, row: WrittenEvent, tools: Tools): void {
  const { what, prover, shard } = row;
  if (isAside(what)) return;
  if (what === "appears") population.appears(books, row);
  else if (what === "shard appears") grid.shardAppears(books, row);
  else if (what === "grid replaced") reset.gridReplaced(books, tools.missing, row);
  else if (what === "data step") growth.dataStep(books, tools, row);
  else if (what === "data change") growth.dataChange(books, row);
  else if ((row.rule === "scenario.timeline" && prover < 0) || what === "clock change")
    timeline.apply(books, row, tools);
  else if (prover >= 0 && shard >= 0) applyToAllocation(books, row, tools);
  else if (prover >= 0) applyToProver(books, row);
  else if (shard >= 0) applyToShard(books, row, tools);
  else unknown(books, row);
  if (what === "shard appears") tools.outputs.reset(books);
}

function applyToAllocation(books: Books, row: WrittenEvent, { requests, missing }: Tools): void {
  const prover = books.provers.get(row.prover);
  const shard = books.shards.get(row.shard);
  if (prover === undefined || shard === undefined) {
    unknown(books, row);
    return;
  }
  if (row.what === "join accepted") own.zeroBalance(books, prover, missing);
  if (row.what === "proposes to join") allocationRows.proposes(books, prover, shard);
  else if (row.what === "starts active" || row.what === "starts joining")
    allocationRows.starts(books, books.open(prover, shard, "proposed"), row);
  else if (row.what.startsWith("moved to ")) {
    const moved = prover.allocations.get(row.other);
    if (moved === undefined) unknown(books, row);
    else moves.moveAllocation(books, moved, shard);
  } else {
    // Whoever has gone still signs in a committee that has not handed over.
    const gone = row.what === "signs twice" ? sealedOf(shard, prover) : undefined;
    const allocation = prover.allocations.get(row.shard) ?? gone;
    const apply = ofAllocations[row.what];
    if (allocation === undefined || apply === undefined) unknown(books, row);
    else apply(books, allocation, row);
  }
  const allocation = prover.allocations.get(row.shard);
  if (allocation !== undefined) requests.note(books, allocation);
}

const sealedOf = ({ sealed }: AuditedShard, prover: AuditedProver): AuditedAllocation | undefined =>
  sealed?.members.find((member) => member.prover === prover);

function applyToProver(books: Books, row: WrittenEvent): void {
  const prover = books.provers.get(row.prover);
  const apply = ofProvers[row.what];
  if (prover === undefined || apply === undefined) unknown(books, row);
  else apply(books, prover, row);
}

const feePhrases = new Set(["transactions", "deletions", "junk"]);

function applyToShard(books: Books, row: WrittenEvent, { missing }: Tools): void {
  const shard = books.shards.get(row.shard);
  const split = /^split by (\d) noted$/.exec(row.what);
  const apply = ofShards[row.what];
  if (shard === undefined || (split === null && apply === undefined)) {
    unknown(books, row);
    return;
  }
  // Fees depend on how many frames the shard has made.
  if (feePhrases.has(row.what)) payUntil(books, shard, missing, books.frame);
  if (split === null) apply(books, shard, row);
  else changes.splitNoted(books, shard, Number(split[1]));
}

/** A row about somebody whom the log never spoke of, or in words that it does not use. */
function unknown({ findings }: Books, { prover, shard, what }: WrittenEvent): void {
  findings.add(
    "events.csv",
    { prover, shard },
    "an allocation, prover or shard that is there, and a known phrase",
    what,
  );
}
