/** Tables of a network beyond those that every network has: of what only some scenarios ask for, or some rules. */
import { archiveCount } from "./scenario/archives.js";
import { hasPlaces } from "./state/era-tables.js";
import type { RandomDraws, RulesInForce, ScenarioGiven } from "./changes/network.js";
import { ShortAbsences } from "./scenario/short-absences.js";
import { logLateVotes } from "./changes/rewards/late-votes.js";
import type { SimulatedNetwork } from "./changes/messages/wire/simulated-network.js";
import { hasLeaderTimeouts } from "./protocol/consensus/leader-timeouts.js";
import type { Scenario } from "./scenario/schema.js";
import { priceModelOf, startingPrice } from "./scenario/market.js";
import { mixesStrategies } from "./scenario/mixed-strategies.js";
import { StrategyChoices } from "./state/strategy-choices.js";
import { hasBooks } from "./scenario/money.js";
import { mayBecome, mayCreditFirst, mayTimeOut } from "./scenario/timeline/release.js";
import { FeeLedger } from "./state/fee-ledger.js";
import { GlobalChain } from "./state/global-chain.js";
import { Grants } from "./state/grants.js";
import { TokenMarket } from "./state/market.js";
import type { Logged } from "./state/log/log-of.js";
import { recordOfShard } from "./state/log/record.js";
import { Earnings } from "./state/rewards/earnings.js";
import { LateVotes, type VoteWire } from "./state/late-votes.js";
import { OperatorBooks } from "./state/money/operator-books.js";
import { OwnStatuses } from "./state/own-statuses.js";
import { LeaderAbsences } from "./state/leader-absences.js";
import type { OnMissed } from "./state/on-missed.js";
import { MultiplierSequence } from "./protocol/fees/multiplier-sequence.js";
import { GrowthShares } from "./state/growth-shares.js";
import { skewExponent } from "./scenario/shard-sizes.js";
import { keptClassesOf } from "./scenario/storage-classes.js";
import { StoredFiles } from "./state/stored-files.js";
import { type Tilt, TiltedOutages } from "./state/tilted-outages.js";
import type { World } from "./state/world.js";
import type { RuleSwitches } from "./protocol/ground/rule-sets.js";

/** Before anything is drawn or scheduled. `isTilted`: outages are drawn as `rare.tilt` says. */
export function addOptionalTables(
  world: World,
  scenario: Scenario,
  { rules, isTilted }: { readonly rules: RuleSwitches; readonly isTilted: boolean },
): void {
  if (scenario.report.allocations && hasPlaces(world)) world.earnings = new Earnings();
  const priceModel = priceModelOf(scenario);
  if (priceModel !== undefined)
    world.tokenMarket = new TokenMarket(startingPrice(scenario, priceModel), priceModel.pool?.depthUsd);
  if (skewExponent(scenario.shards.growthSkew ?? "none") > 0) world.growthShares = new GrowthShares();
  if (scenario.fidelity === "epoch") world.shortAbsences = new ShortAbsences(scenario);
  if (isTilted) world.tilt = new TiltedOutages(tiltOf(scenario));
  if (mixesStrategies(scenario)) world.following = new StrategyChoices(scenario.operators.length);
  if (hasBooks(scenario)) world.books = new OperatorBooks(scenario.operators.length);
  if (mayBecome(scenario, rules, { proverStatus: "lastOperation" })) {
    world.ownStatuses = new OwnStatuses();
    world.ownStatuses.isOn = rules.proverStatus === "lastOperation" ? 1 : 0;
  }
  if (scenario.grants !== undefined) world.grants = new Grants();
}

/** How the outages of a class are drawn where they are tilted. */
const tiltOf =
  ({ rare, operators }: Scenario) =>
  (operatorClass: number): Tilt =>
    rare?.tilt.find((one) => one.class === operators[operatorClass].class) ?? { often: 1, long: 1 };

/** Archives of a scenario that says nothing of outages. */
const neverAway = { uptime: 1, outage: 0 };

/** What is remembered of the chains of networks since 2.1, as far as the scenario or the wire asks for it. */
export function addChainTables(
  network: RulesInForce & ScenarioGiven & Logged & RandomDraws,
  wire: SimulatedNetwork | null,
): void {
  const { scenario, rules, streams, draws, world, log } = network;
  const { frames, archives, fees } = scenario;
  const { clock } = world;
  const votes: VoteWire | undefined = wire?.votes();
  const faults = wire?.chainFaults ?? null;
  if (archives !== undefined || faults !== null) {
    world.globalChain = new GlobalChain({
      archives: archives ?? neverAway,
      faults,
      memberCount: () => archiveCount(scenario, network.rules),
      rules: () => network.rules,
      clock,
      draws: streams.purpose("archive outage"),
    });
  }
  if (hasLeaderTimeouts(scenario, network.rules) || mayTimeOut(scenario)) {
    world.leaders = new LeaderAbsences({
      world,
      isOn: () => hasLeaderTimeouts(scenario, network.rules),
      rules: () => network.rules,
      absences: draws.shards.purpose("absent leader"),
      leaders: draws.shards.purpose("leader of a view"),
      paceMs: () => clock.paceUs / 1000,
      onMissed: recordMissed(network, "leader_absent"),
    });
  }
  if (mayCreditFirst(scenario, rules) || votes !== undefined) {
    world.lateVotes = new LateVotes({
      world,
      rules: () => network.rules,
      arrivals: draws.allocations.purpose("vote arrival"),
      onLate: log === null ? null : logLateVotes(network),
      wire: votes,
      onMissed: recordMissed(network, "votes_late"),
    });
  }
  const kept = keptClassesOf(scenario);
  if (kept.length > 0) world.files = new StoredFiles(kept.map(({ bytes }) => bytes));
  if (fees !== undefined) world.fees = new FeeLedger(world.frame, new MultiplierSequence(frames.pace / 1000, rules));
}

/** Tells of frames that a shard missed, nullified views: how many from which frame on. */
const recordMissed = (network: Logged, code: "leader_absent" | "votes_late"): OnMissed => {
  const { ledger } = network.world;
  const what = "missed frames";
  const cause = { code };
  return (shard, missed, from, until) => {
    if (network.log === null) return ledger.noteOfShard(what, cause, shard, { frame: until, times: missed });
    const figures = { times: missed, other: from, value: missed };
    recordOfShard(network, shard, { rule: "consensus.timeout", what, why: "", cause, ...figures }, until);
  };
};
