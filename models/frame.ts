/**
 * One frame of the protocol plane: protocol.md section 16, in its order.
 *
 * ```
 *   between frames                      the frame event                                     later frames
 *   ──────────────                      ───────────────                                     ────────────
 *   nodes appear, leave,     ┌─► 1  presence changes, departures, workers come and go
 *   go off, come back  ──────┤   2  epochs: data grows, allocations take effect and expire, splits, merges
 *   (kernel events, noted    │   3  who takes part, quorum, minting: constant between changes, so settled in 5
 *   in calendars)            │   4  which of two global frames that compete stands
 *                            │   5  evidence, pauses, requests in order of arrival; then rings and shares
 *   requests of the last ────┘   6  coverage streaks, halts, evictions, audits; rings of the next frame
 *   frame's step 8               7  makers of crowded or thin shards propose splits and merges
 *                                8  nodes whose turn it is look and ask  ──────────────────► requests of the next
 *                                9  metrics: read off by reports
 * ```
 *
 * Only frames in which something is due are stepped; nothing walks over all provers.
 */
import { beginAttacks } from "./systems/attacks/attacks.js";
import { findCheaters, kickCheaters } from "./systems/audits/audits.js";
import { equivocate, judgeEvidence } from "./systems/evidence/evidence.js";
import { haltDue, updateStreaks } from "./systems/coverage/coverage.js";
import { lookAtCommittees, updateForNextFrame, updateShards, wakeForRest } from "./systems/rings/rings.js";
import { decideFork } from "./systems/forks/competing-frames.js";
import { chargeFees } from "./systems/fees/fees.js";
import { carryFees, payFees } from "./systems/fees/payouts.js";
import { countIssuance } from "./systems/issuance/issuance.js";
import { evictDue } from "./systems/evictions/evictions.js";
import { expireDue } from "./systems/expiries/expiries.js";
import { announceOutages, pauseDue } from "./systems/pauses/pauses.js";
import { takeArrived } from "./systems/requests/arrived.js";
import { applyRequests } from "./systems/requests/requests.js";
import { standingsDue } from "./systems/registrations/registrations.js";
import type { Network } from "./changes/network.js";
import { changeWorkersDue, departDue } from "./systems/departures/departures.js";
import { loseDue } from "./systems/departures/losses.js";
import { applyPresence } from "./systems/presence/presence.js";
import { evaluateDue } from "./systems/proposer/evaluate.js";
import { watchMarket } from "./systems/proposer/market.js";
import { accrueSeniorityDue } from "./systems/seniority/growth.js";
import { mergeSeniorityDue } from "./systems/seniority/merges.js";
import { mergeDue, proposeMerges } from "./systems/merges/merges.js";
import { growDue } from "./systems/growth/growth.js";
import { proposeSplits, splitDue } from "./systems/splits/splits.js";
import type { System } from "./systems/system.js";
import { resetDue } from "./systems/timeline/reset.js";
import { timelineDue } from "./systems/timeline/timeline.js";

/** The systems of a frame since 2.1, in their order: `network` is stepped by each of them once a frame. */
export const frameSystems: readonly System<Network>[] = [
  { step: 0, rule: "transport.flows", title: "requests that arrived", run: takeArrived },
  { step: 0, rule: "emission.frame", title: "issuance so far", run: countIssuance },
  { step: 1, rule: "clock.frame", title: "timeline", run: timelineDue },
  { step: 1, rule: "consensus.equivocation", title: "attacks", run: beginAttacks },
  { step: 1, rule: "lifecycle.effectiveStatus", title: "presence", run: applyPresence },
  { step: 1, rule: "lifecycle.transition", title: "departures", run: departDue },
  { step: 1, rule: "proposer.excessPending", title: "workers", run: changeWorkersDue },
  { step: 1, rule: "lifecycle.transition", title: "losses", run: loseDue },
  { step: 2, rule: "fees.required", title: "fees", run: chargeFees },
  { step: 2, rule: "emission.pomwBasis", title: "growth", run: growDue },
  { step: 2, rule: "shard.sizesFromKeys", title: "resets", run: resetDue },
  { step: 2, rule: "lifecycle.effectiveStatus", title: "registrations", run: standingsDue },
  { step: 2, rule: "lifecycle.confirmTiming", title: "expiries", run: expireDue },
  { step: 2, rule: "shard.split", title: "splits", run: splitDue },
  { step: 2, rule: "shard.merge", title: "merges", run: mergeDue },
  { step: 2, rule: "seniority.credit", title: "seniority", run: accrueSeniorityDue },
  { step: 2, rule: "consensus.committeeSession", title: "handoffs", run: lookAtCommittees },
  { step: 4, rule: "forkchoice.choose", title: "forks", run: decideFork },
  { step: 5, rule: "consensus.equivocation", title: "evidence", run: judgeEvidence },
  { step: 5, rule: "lifecycle.resumeTiming", title: "pauses", run: pauseDue },
  { step: 5, rule: "seniority.onMerge", title: "seniority merges", run: mergeSeniorityDue },
  { step: 5, rule: "lifecycle.joinGate", title: "requests", run: applyRequests },
  { step: 5, rule: "ring.assign", title: "rings and minting", run: updateShards },
  { step: 5, rule: "fees.distribution", title: "fees paid", run: payFees },
  { step: 6, rule: "consensus.equivocation", title: "equivocations", run: equivocate },
  // Whom the audit finds out is asked before a halt of this frame stops anybody from taking part in the next.
  { step: 6, rule: "audit.selected", title: "audits", run: findCheaters },
  { step: 6, rule: "coverage.streak", title: "streaks", run: updateStreaks },
  { step: 6, rule: "coverage.haltFrame", title: "halts", run: haltDue },
  { step: 6, rule: "lifecycle.eviction", title: "evictions", run: evictDue },
  { step: 6, rule: "seniority.onKick", title: "kicks", run: kickCheaters },
  { step: 6, rule: "ring.assign", title: "rings of the next frame", run: updateForNextFrame },
  { step: 7, rule: "shard.splitTrigger", title: "proposals to split", run: proposeSplits },
  { step: 7, rule: "shard.merge", title: "proposals to merge", run: proposeMerges },
  { step: 8, rule: "proposer.planLeaves", title: "market", run: watchMarket },
  { step: 8, rule: "proposer.plan", title: "nodes", run: evaluateDue },
  { step: 8, rule: "lifecycle.transition", title: "outages announced", run: announceOutages },
  { step: 9, rule: "fees.distribution", title: "fees carried on", run: carryFees },
  { step: 9, rule: "clock.frame", title: "rest for the next frame", run: wakeForRest },
];
