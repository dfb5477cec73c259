/** Rows about the timeline of the scenario: what it changes of the clock and of fields. */
import { attackersOf } from "../../scenario/attackers.js";
import { applyChange } from "../../scenario/change-fields.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";
import { type Release, releasedSwitches } from "../../scenario/timeline/release.js";
import { describeEntry } from "../../scenario/timeline/describe.js";
import type { Books } from "./books.js";
import { creditedUntil } from "./population-rows.js";
import { seal } from "./sessions.js";
import { settleEpoch } from "./registrations.js";
import type { WrittenEvent } from "./written-run.js";

export function apply(books: Books, row: WrittenEvent): void {
  if (row.what === "clock change") books.clock.change(books.frame, { standsUs: row.other, paceUs: row.value });
  else happened(books, row);
}

/** An entry that the scenario has, in its words. */
function happened(books: Books, { what, why, other }: WrittenEvent): void {
  const { scenario, findings } = books;
  const entry = scenario.timeline?.[other];
  if (entry === undefined || describeEntry(entry) !== why)
    findings.add("scenario.timeline", {}, entry === undefined ? "nothing" : describeEntry(entry), why);
  const keys = entry?.reset?.shardKeys;
  if (keys !== undefined) setSwitches(books.rules, { shardKeys: keys });
  if (entry?.release !== undefined && what === "timeline happens") releaseRules(books, entry.release);
  if (entry?.change === undefined || what !== "timeline happens") return;
  applyChange(scenario, entry.change);
  books.attackers = attackersOf(scenario);
}

/** Other rules from this frame on: what was earned and confirmed before it is counted by the old ones. */
function releaseRules(books: Books, release: Release): void {
  const { frame, rules } = books;
  const changed = releasedSwitches(books.scenario, release, rules);
  if (changed.seniorityAccrual !== undefined)
    for (const prover of books.provers.values()) prover.seniority = Number(creditedUntil(books, prover, frame));
  for (const shard of books.shards.values()) {
    books.touched.add(shard);
    for (const allocation of shard.allocations) {
      if (changed.reconfirm === undefined || allocation.status !== "active") continue;
      settleEpoch(books, allocation);
      allocation.activeSince = frame;
    }
  }
  setSwitches(rules, changed);
  if (changed.haltScope !== undefined) excuseSilenced(books);
  if (changed.haltGraceFrames !== undefined) books.hasOtherGrace = true;
  if (changed.committeeSession === undefined) return;
  for (const shard of books.shards.values()) {
    shard.sealed = null;
    shard.saidSession = 0;
    if (changed.committeeSession === "on" && shard.live) seal(shard, shard.committee, 0);
  }
}

/** Frames that halts have silenced until now are nobody's fault later either, whoever is silenced from now on. */
function excuseSilenced(books: Books): void {
  const silenced = books.haltedCount > 0 ? books.frame - 1 : books.resumedFrame;
  for (const shard of books.shards.values()) {
    if (books.rules.haltScope === "ownShard") shard.resumedFrame = Math.max(shard.resumedFrame, silenced);
    else books.resumedFrame = Math.max(books.resumedFrame, shard.resumedFrame);
  }
}
