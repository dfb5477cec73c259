/** Rows about the timeline of the scenario: what it changes of the clock and of fields. */
import { attackersOf } from "../../scenario/attackers.js";
import { applyChange } from "../../scenario/change-fields.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";
import { curveOf } from "../../scenario/curve.js";
import type { SwitchName } from "../../protocol/ground/rule-sets.js";
import { ringOfRank } from "../../protocol/ring/assign.js";
import { epochNumber } from "../../protocol/clock/epoch.js";
import type { Tools } from "./tools.js";
import { partOf, type Release, type ReleasePart, releasedSwitches } from "../../scenario/timeline/release.js";
import { describeFault } from "../../scenario/timeline/faults.js";
import { wordsOf } from "../../scenario/timeline/happened.js";
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";
import { creditedUntil } from "./population-rows.js";
import { payUntil } from "./shard-pay.js";
import { seal } from "./sessions.js";
import { settleEpoch } from "./registrations.js";
import type { WrittenEvent } from "./written-run.js";

export function apply(books: Books, row: WrittenEvent, tools: Tools): void {
  if (row.what === "clock change") books.clock.change(books.frame, { standsUs: row.other, paceUs: row.value });
  else happened(books, row, tools);
}

/** An entry, or a fault, that the scenario has, in its words. */
function happened(books: Books, { what, why, other }: WrittenEvent, tools: Tools): void {
  const { scenario, findings } = books;
  const texts = Number.isNaN(other) ? (scenario.faults ?? []).map(describeFault) : [wordsOf(scenario, other)?.text];
  const text = texts.includes(why) ? why : (texts[0] ?? "nothing");
  if (text !== why) findings.add("scenario.timeline", {}, text, why);
  const entry = scenario.timeline?.[other];
  const keys = entry?.reset?.shardKeys;
  if (keys !== undefined) setSwitches(books.rules, { shardKeys: keys });
  if (entry?.release !== undefined && what === "timeline happens")
    releaseRules(books, entry.release, partOf(entry.release, 0), tools);
  if (entry?.release !== undefined && what === "timeline activates") releaseRules(books, entry.release, "chain", tools);
  if (entry?.change === undefined || what !== "timeline happens") return;
  if (books.absences !== null)
    for (const shard of books.shards.values()) payUntil(books, shard, tools.missing, books.frame);
  applyChange(scenario, entry.change);
  books.attackers = attackersOf(scenario);
}

/** Other rules from this frame on: what was earned and confirmed before it is counted by the old ones. */
function releaseRules(books: Books, release: Release, part: ReleasePart, { outputs, requests }: Tools): void {
  const { frame, rules } = books;
  const changed = releasedSwitches(books.scenario, release, rules, part);
  if (changed.seniorityAccrual !== undefined)
    for (const prover of books.provers.values()) prover.seniority = Number(creditedUntil(books, prover, frame));
  for (const shard of books.shards.values()) {
    books.touched.add(shard);
    for (const allocation of shard.allocations) {
      if (changed.reconfirm === undefined || rules.lifecycle !== "epoch" || allocation.status !== "active") continue;
      settleEpoch(books, allocation);
      allocation.activeSince = frame;
    }
  }
  setSwitches(rules, changed);
  books.curve = curveOf(books.scenario, rules);
  outputs.reset(books);
  for (const shard of books.shards.values())
    for (const allocation of shard.allocations) {
      if (changed.lifecycle !== undefined) register(books, allocation);
      if (windows.some((name) => changed[name] !== undefined)) {
        books.windowsFrom = frame;
        requests.note(books, allocation);
      }
    }
  if (changed.ringSize !== undefined) resize(books);
  if (changed.proverStatus !== undefined) forgetOwnStatuses(books);
  if (changed.haltScope !== undefined) excuseSilenced(books);
  if (changed.haltGraceFrames !== undefined) books.hasOtherGrace = true;
  if (changed.committeeSession === undefined) return;
  for (const shard of books.shards.values()) {
    shard.sealed = null;
    shard.saidSession = 0;
    if (changed.committeeSession === "on" && shard.live) seal(shard, shard.committee, 0);
  }
}

const windows: readonly SwitchName[] = ["lifecycle", "confirmWindow", "rejectWindow"];

/** With the first epochs whoever is a member is registered for this one, and its join is in effect. */
function register({ rules, frame }: Books, allocation: AuditedAllocation): void {
  const { status } = allocation;
  if (status !== "active" && status !== "leaving" && status !== "paused") return;
  const current = epochNumber(frame, rules.epochFrames);
  allocation.epoch = Math.max(allocation.epoch, current);
  allocation.joinConfirmFrame = Math.max(0, Math.min(allocation.joinConfirmFrame, current * rules.epochFrames - 1));
  if (status === "active") allocation.activeSince = frame;
}

/** Rings that those who sit there now reach are there from now on, also if somebody goes with this very frame. */
function resize({ shards, ringUnits, rules }: Books): void {
  for (const { committee } of shards.values())
    while (committee.length > 0 && ringUnits.length <= ringOfRank(committee.length - 1, rules.ringSize))
      ringUnits.push(0n);
}

/** Nobody's own status is known when committees begin to ask for it. */
function forgetOwnStatuses(books: Books): void {
  for (const prover of books.provers.values()) {
    prover.ownStatus = "active";
    prover.ownStatusFrame = books.frame;
  }
  books.outsiders.clear();
}

/** Frames that halts have silenced until now are nobody's fault later either, whoever is silenced from now on. */
function excuseSilenced(books: Books): void {
  const silenced = books.haltedCount > 0 ? books.frame - 1 : books.resumedFrame;
  for (const shard of books.shards.values()) {
    if (books.rules.haltScope === "ownShard") shard.resumedFrame = Math.max(shard.resumedFrame, silenced);
    else books.resumedFrame = Math.max(books.resumedFrame, shard.resumedFrame);
  }
}
