/** What happened, in a few lines for the terminal: in one replication, or over several. */
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { archiveCount, archivesNeeded } from "../../scenario/archives.js";
import { mayTimeOut, rulesAtEnd } from "../../scenario/timeline/release.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import type { Scenario } from "../../scenario/schema.js";
import { startingShards } from "../../scenario/starting-grid.js";
import { switchesOf } from "../../scenario/switches.js";
import { Amounts, grouped, type Measured } from "./amounts.js";
import { attackLines } from "./attack-lines.js";
import { counted } from "../../../sim/units/readable.js";

/** What the workers do. What nobody does is left out, but for the first two and "without an allocation". */
function workersOf(amounts: Amounts): string[] {
  const part = (metric: string, what: string): string[] =>
    amounts.some((of) => of(metric) > 0) ? [`${amounts.metric(metric)} ${what}`] : [];
  return [
    `${amounts.metric("population.workersActive")} active`,
    `${amounts.metric("population.workersJoining")} joining`,
    ...part("population.workersLeaving", "leaving"),
    ...part("population.workersPaused", "paused"),
    `${amounts.metric("population.workersFree")} without an allocation`,
    ...part("lifecycle.openProposals", "of them asking for one"),
    ...part("population.placesWithoutWorker", "held without a worker"),
  ];
}

/** Whole QUIL issued, rounded down. */
export const issuedQuil = (amounts: Amounts): string =>
  amounts.text((of) => Math.floor(of("emission.issuedUnits") / Number(unitsPerQuil)), "amount");

/** `replications`: the metrics of each when it ended. */
export function networkSummaryLines(replications: readonly (readonly Measured[])[], scenario: Scenario): string[] {
  const amounts = new Amounts(replications);
  const a = (metric: string): string => amounts.metric(metric);
  const shards = startingShards(scenario);
  const hasOthers = amounts.some((of) => of("shard.count") !== shards);
  const origin = ` (from ${new Amounts([[{ name: "shards", value: shards }]]).metric("shards")}, ${counted(a("shard.splits"), "split")})`;
  const deeper = amounts.text((of) => of("ring.provers3") + of("ring.proversDeeper"));
  return [
    ...amounts.heading(),
    `${counted(a("population.peers"), "node")} with ${counted(a("population.workers"), "worker")}: ${workersOf(amounts).join(", ")}.`,
    `${counted(a("shard.count"), "shard")}${hasOthers ? origin : ""}: ${a("shard.healthy")} healthy, ` +
      `${counted(a("shard.needsCoverage"), "needs coverage", "need coverage")}, ${a("shard.haltRisk")} at risk of a halt, ` +
      `${a("coverage.haltedShards")} halted${amounts.some((of) => of("shard.empty") > 0) ? `, ${a("shard.empty")} without data` : ""}.`,
    ...proverOnlyLines(amounts, scenario),
    `Rings: ${counted(a("ring.provers0"), "prover sits", "provers sit")} in ring 0, ${a("ring.provers1")} in ring 1, ` +
      `${a("ring.provers2")} in ring 2, ${deeper} deeper.`,
    `${counted(a("lifecycle.joins"), "join")}, ${a("lifecycle.confirms")} confirmed, ${a("lifecycle.rejects")} rejected; ` +
      `${counted(a("lifecycle.leaves"), "leave")}, ${counted(a("lifecycle.evictions"), "eviction")}.`,
    ...chainLines(amounts, scenario),
    `${issuedQuil(amounts)} QUIL issued.`,
    ...attackLines(amounts, scenario),
  ];
}

/** For how long the whole network was in prover-only mode, if it ever was. */
function proverOnlyLines(amounts: Amounts, scenario: Scenario): string[] {
  if (!amounts.some((of) => of("coverage.proverOnlyFrames") > 0)) return [];
  const frames = grouped(Math.floor(scenario.horizon / scenario.frames.pace));
  const isOn = amounts.some((of) => of("coverage.haltedShards") > 0);
  const silent =
    rulesAtEnd(scenario, switchesOf(scenario)).haltScope === "allShards" ? ", and no shard makes frames" : "";
  return [
    `Prover-only mode: ${amounts.metric("coverage.proverOnlyFrames")} of ${counted(frames, "frame")}${isOn ? ", at the end too" : ""}. ` +
      `While any shard is halted there are no transactions, no leaves for score and no evictions${silent}.`,
  ];
}

/** What archives and leaders cost, where the scenario lets them fail. */
function chainLines(amounts: Amounts, scenario: Scenario): string[] {
  const rules = rulesAtEnd(scenario, switchesOf(scenario));
  const { archives, horizon, frames } = scenario;
  const lines: string[] = [];
  if (archives !== undefined) {
    const needed = `${archivesNeeded(scenario, rules)} of its ${counted(archiveCount(scenario, rules), "archive")}`;
    lines.push(
      `Global chain: ${amounts.metric("consensus.stalledFrames")} of ${counted(Math.floor(horizon / frames.pace), "frame")} are missing; ` +
        `one needs ${needed}.`,
    );
  }
  if (hasLeaderTimeouts(scenario, switchesOf(scenario)) || mayTimeOut(scenario))
    lines.push(
      `Absent leaders${scenario.fidelity === "message" ? " and late votes" : ""} cost shards ${counted(amounts.metric("consensus.missedFrames"), "frame")}.`,
    );
  return lines;
}
