/** Puts a network together: kernel, streams, an empty world, and what happens at each kind of event. */
import { Kernel } from "../sim/kernel/kernel.js";
import type { RunObserver } from "../sim/kernel/run-observer.js";
import { stateColumns } from "../sim/table/state-column.js";
import { createLoggedStreams } from "../sim/random/logged-streams.js";
import { integer53 } from "../sim/random/source.js";
import { createStreams } from "../sim/random/stream.js";
import { archiveCount } from "./scenario/archives.js";
import { Assaults } from "./state/assaults.js";
import { Attackers } from "./state/attackers.js";
import { CheaterWatch } from "./state/cheater-watch.js";
import { historyOf } from "./protocol/history/mainnet-history.js";
import { noteEquivocation } from "./systems/population/equivocations.js";
import { createDraws } from "./state/draws.js";
import { lastingPurposes } from "./state/purposes.js";
import { EventLog } from "./state/log/event-log.js";
import { RewardClasses } from "./state/rewards/reward-classes.js";
import { eraOf } from "./era-of.js";
import { addEraTables, hasPlaces } from "./state/era-tables.js";
import type { System } from "./systems/system.js";
import type { EventKinds, Network, RandomDraws, RulesInForce, ScenarioGiven } from "./changes/network.js";
import { appear, appearByTimeline } from "./systems/population/arrivals.js";
import { act, leave, unpackAction } from "./systems/population/acts.js";
import { invest } from "./systems/population/investing.js";
import { imitate, learn } from "./systems/population/learning.js";
import { lookAtBooks } from "./systems/population/looks.js";
import { noteWorkerChange } from "./systems/population/worker-changes.js";
import { createAllNodeSizes } from "./state/population/start-sizes.js";
import { notePresence } from "./systems/population/outages.js";
import { nextTurn, Turns } from "./state/turns.js";
import { ShardOrders } from "./state/orders/shard-orders.js";
import { nodeTiming } from "./protocol/proposer/timing.js";
import { ShortAbsences } from "./scenario/short-absences.js";
import type { MessagePort } from "./changes/message-port.js";
import { logLateVotes, uncreditedOf } from "./changes/rewards/late-votes.js";
import { SampledNetwork } from "./changes/messages/sampled-network.js";
import { SimulatedNetwork } from "./changes/messages/wire/simulated-network.js";
import { hasLeaderTimeouts } from "./protocol/consensus/leader-timeouts.js";
import type { Scenario } from "./scenario/schema.js";
import { priceModelOf, startingPrice } from "./scenario/market.js";
import { curveOf } from "./scenario/curve.js";
import { mixesStrategies } from "./scenario/mixed-strategies.js";
import { floodNow } from "./changes/messages/flood.js";
import { Crowding } from "./state/crowding.js";
import { StrategyChoices } from "./state/strategy-choices.js";
import { hasBooks } from "./scenario/money.js";
import { followedStrategies } from "./scenario/followed.js";
import { ranges } from "./plan/refusals/range-refusals.js";
import { attackersOf, coalitionsOf } from "./scenario/attackers.js";
import { datedEntries } from "./scenario/timeline/entries.js";
import { entryOfFault } from "./scenario/timeline/happened.js";
import { noteHappening } from "./changes/timeline/note.js";
import { Phase } from "./state/timeline.js";
import { switchesOf } from "./scenario/switches.js";
import { mayBecome, mayCreditFirst, mayTimeOut } from "./scenario/timeline/release.js";
import { ActiveFrames } from "./state/active-frames.js";
import { OnlineTime } from "./state/online-time.js";
import type { RunIdentity } from "./simulation.js";
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
import type { OnMissed } from "./state/rank-timeouts.js";
import { MultiplierSequence } from "./protocol/fees/multiplier-sequence.js";
import { GrowthShares } from "./state/growth-shares.js";
import { skewExponent } from "./scenario/shard-sizes.js";
import { keptClassesOf } from "./scenario/storage-classes.js";
import { StoredFiles } from "./state/stored-files.js";
import { Presence } from "./state/presence.js";
import { type Tilt, TiltedOutages } from "./state/tilted-outages.js";
import { World } from "./state/world.js";
import { grant } from "./systems/grants/grants.js";
import { stepPrice } from "./systems/market/price-steps.js";
import { endOutage } from "./systems/timeline/outage.js";
import { entryDue, scheduleLook } from "./systems/timeline/schedule.js";
import { conditionWatch } from "./watch-conditions.js";

/**
 * `report` is called at time 0 and at every report step, after the frame of that moment. `systems` are what happens
 * in a frame, in their order: those of the scenario's era unless a test brings its own.
 */
export function createNetwork(
  given: Scenario,
  {
    seed,
    replication,
    replay,
    events = false,
    observer,
    profiler,
    isStored = false,
    branch,
    isTilted = false,
  }: RunIdentity,
  report: (network: Network) => void,
  systems: readonly System<Network>[] = eraOf(switchesOf(given)).systems,
): Network {
  // The timeline may change fields, of a copy.
  const scenario = given.timeline === undefined ? given : structuredClone(given);
  const { first } = scenario.frames;
  // The timeline may change rules, too.
  const rules = { ...switchesOf(scenario) };
  const era = eraOf(rules);
  const run = `${scenario.name}, seed ${seed}, replication ${replication}`;
  const kernel = new Kernel({
    horizonUs: scenario.horizon,
    ...(isStored && { keepUntilUs: lastMomentUs(scenario) }),
    replay,
    run,
    ...(observer && { observer }),
  });
  const wake = (frame: number): void => {
    const { wokenFrames } = world;
    const timeUs = world.clock.timeOf(frame);
    if (!wokenFrames.has(frame) && kernel.scheduleWithin(kinds.frame, timeUs, frame)) wokenFrames.add(frame);
  };
  const world = new World(scenario.frames, wake);
  addEraTables(world, rules);
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
  for (const operators of scenario.operators) world.classes.add(operators.class);
  if (observer !== undefined) attach(observer, kernel, world);
  const own = branch === undefined ? undefined : { name: branch, lasting: lastingPurposes };
  const streams = observer
    ? createLoggedStreams(seed, replication, observer.draws, own)
    : createStreams(seed, replication, own);
  const draws = createDraws(streams, {
    classes: world.classes.keys,
    operators: world.operators.keys,
    nodes: world.nodes.keys,
    provers: world.provers.keys,
    shards: world.shards.keys,
    timeline: world.timeline.keys,
  });
  const { parts } = world;
  const rewards = parts.add("rewards", new RewardClasses(rules, curveOf(scenario, rules), scenario.frames.difficulty));
  const orders = parts.add("orders", new ShardOrders(world, rewards, rules));
  const assaults = coalitionsOf(scenario).length === 0 ? null : new Assaults(attackersOf(scenario).length);
  if (assaults !== null) parts.add("assaults", assaults);
  const attackers = new Attackers({ scenario, rules, world, draws, assaults });
  if (attackers.all.some(({ budget, misconduct }) => budget !== undefined && misconduct.invests?.flood !== undefined))
    world.crowding = new Crowding({
      flood: () => floodNow(network),
      draws: draws.nodes.purpose("crowded line"),
      paceS: () => world.clock.paceUs / 1e6,
    });
  const cheaters =
    attackers.withholdData && mayBecome(scenario, rules, { storageAudit: "on" })
      ? new CheaterWatch({ attackers, rules: () => network.rules, world, draws })
      : null;
  if (cheaters !== null) parts.add("cheaters", cheaters);
  const activeFrames =
    rules.lifecycle === "trie"
      ? null
      : new ActiveFrames(
          world,
          mayCreditFirst(scenario, rules) || scenario.fidelity === "message" ? uncreditedOf(() => network) : null,
        );
  if (activeFrames !== null) parts.add("activeFrames", activeFrames);
  const onlineTime = scenario.computing === undefined ? null : parts.add("onlineTime", new OnlineTime());
  const wakeNode = (node: number, frame: number): void => {
    const { nextEvaluation } = world.nodes;
    const due = nextTurn(network, node, { from: frame, period: nodeTiming.proposal });
    if (nextEvaluation[node] >= 0 && nextEvaluation[node] <= due) return;
    nextEvaluation[node] = due;
    network.calendars.evaluations.add(due, node);
  };
  const nextFrame = (): number => Math.max(first + 1, world.clock.firstFrameAt(kernel.nowUs));
  const wire =
    scenario.fidelity === "message"
      ? parts.add(
          "wire",
          new SimulatedNetwork({
            scenario,
            world,
            kernel,
            draws,
            streams,
            rules: () => rules,
            wake,
            nextFrame,
            noteFault: (fault, phase, cutOff) =>
              noteHappening(network, {
                entry: entryOfFault(fault),
                phase: Phase[phase],
                affected: cutOff,
                seen: nextFrame(),
              }),
          }),
        )
      : null;
  const messages: MessagePort = wire ?? new SampledNetwork(world, draws, scenario);
  const kinds = registerHandlers(kernel, {
    network: () => network,
    report,
    systems:
      profiler === undefined
        ? systems
        : systems.map((system) => ({
            ...system,
            run: profiler.timed<Network>(system.title, (house, frame) => system.run(house, frame)),
          })),
  });
  // After all other kinds of events, whose numbers are those of a network without faults.
  wire?.register();
  const network: Network = {
    scenario,
    rules,
    world,
    kernel,
    kinds,
    streams,
    draws,
    turns: new Turns(),
    rewards,
    grid: world.grid,
    history: historyOf(scenario.frames.history),
    nodeSizes: createAllNodeSizes(scenario, rules, streams),
    calendars: world.calendars,
    orders,
    ringPositions: world.ringPositions,
    attackers,
    cheaters,
    activeFrames,
    onlineTime,
    touched: world.touched,
    market: world.market,
    strategies: followedStrategies(scenario, rules),
    olderStrategies: [],
    timeline: datedEntries(scenario),
    log: events ? new EventLog() : null,
    priceModel,
    nextFrame,
    wake,
    wakeNode,
    send: (kind, from, to, rows, bytes) => messages.send(kind, from, to, rows, bytes),
    defer: (kind, row) => messages.defer(kind, row),
    settleProver: (prover, frame) => era.settleProver(network, prover, frame),
    publicRate: (frame) => era.publicRate(network, frame),
    introduce: (node, frame) => messages.introduce(node, frame),
    wire,
  };
  // The eras before 2.1 know none of it.
  if (rules.lifecycle !== "trie") addChainState(network, wire);
  return network;
}

/** How the outages of a class are drawn where they are tilted. */
const tiltOf =
  ({ rare, operators }: Scenario) =>
  (operatorClass: number): Tilt =>
    rare?.tilt.find((one) => one.class === operators[operatorClass].class) ?? { often: 1, long: 1 };

/** The last moment of the longest run that there can be with this clock. */
const lastMomentUs = ({ frames: { first, pace } }: Scenario): number =>
  Math.min((ranges.lastFrame - first) * pace, Number.MAX_SAFE_INTEGER);

/** Archives of a scenario that says nothing of outages. */
const neverAway = { uptime: 1, outage: 0 };

/** What a run remembers only where the scenario asks for it. */
function addChainState(
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

function attach(observer: RunObserver, kernel: Kernel, world: World): void {
  observer.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    folded() {
      const [first, second] = kernel.soFar().digestWords();
      return integer53(first, second);
    },
    state: () => stateColumns("", world),
    isOfNode: (kind) => !ofNoNode.includes(kernel.nameOf(kind)),
  });
}

/** Handlers whose events happen to operators, classes, entries of the timeline or the network as a whole. */
// prettier-ignore
const ofNoNode: readonly string[] = [
  "frame", "report", "timeline look", "timeline", "version floor", "activation", "outage ends", "price step",
  "operator appears", "operator leaves", "operator sent", "operator vanishes", "operator looks", "operator acts",
  "worker change", "equivocation", "attacker comes", "faults change",
];

function stepFrame(systems: readonly System<Network>[], network: Network, frame: number): void {
  network.world.frame = frame;
  for (const system of systems) system.run(network, frame);
}

/** Population first, then the frame that sees it, then those that see the frame. */
const priorities = { population: 0, frame: 1, report: 2, look: 3 };

interface FrameHandling {
  readonly network: () => Network;
  readonly report: (network: Network) => void;
  readonly systems: readonly System<Network>[];
}

function registerHandlers(kernel: Kernel, { network, report, systems }: FrameHandling): EventKinds {
  const watchConditions = conditionWatch();
  const population = (name: string, act: (target: number, payload: number) => void): number =>
    kernel.register({ name, priority: priorities.population, handle: ({ target, payload }) => act(target, payload) });
  const frame = kernel.register({
    name: "frame",
    priority: priorities.frame,
    handle: ({ target }) => {
      const { world } = network();
      // It was scheduled for when the frame would have come before the pace changed.
      if (!world.wokenFrames.has(target) || world.clock.timeOf(target) !== kernel.nowUs) return;
      stepFrame(systems, network(), target);
      world.wokenFrames.delete(target);
      watchConditions(network());
    },
  });
  const reports = kernel.register({
    name: "report",
    priority: priorities.report,
    handle: ({ kind }) => {
      report(network());
      const nextUs = kernel.nowUs + network().scenario.report.every;
      kernel.scheduleWithin(kind, nextUs, 0);
    },
  });
  return {
    frame,
    report: reports,
    operatorAppears: population("operator appears", (target, payload) => appear(network(), target, payload)),
    operatorLeaves: population("operator leaves", (target) => {
      const leaving = network();
      leave(leaving, target);
      const frame = leaving.nextFrame();
      for (const node of leaving.world.operators.nodes[target]) leaving.calendars.departures.add(frame, node);
    }),
    presence: population("presence", (target, payload) => notePresence(network(), target, payload)),
    workerChange: population("worker change", (target, payload) => noteWorkerChange(network(), target, payload)),
    equivocates: population("equivocation", (target) => noteEquivocation(network(), target)),
    timeline: population("timeline", (target) => entryDue(network(), target)),
    versionFloor: population("version floor", (target) => {
      const seen = network();
      seen.calendars.floors.add(Math.max(seen.nextFrame(), seen.world.frame + 1), target);
    }),
    outageEnds: population("outage ends", (target, payload) => endOutage(network(), target, payload)),
    released: population("outage over", (target) => {
      const seen = network();
      seen.calendars.presence.addPair(seen.nextFrame(), target, Presence.released);
    }),
    operatorSent: population("operator sent", (target, payload) => appearByTimeline(network(), target, payload)),
    operatorVanishes: population("operator vanishes", (target) => {
      const seen = network();
      leave(seen, target);
      for (const node of seen.world.operators.nodes[target])
        seen.calendars.presence.addPair(seen.nextFrame(), node, Presence.vanished);
    }),
    priceStep: population("price step", () => stepPrice(network())),
    operatorLooks: population("operator looks", (target) => lookAtBooks(network(), target)),
    operatorActs: population("operator acts", (target, payload) => act(network(), target, unpackAction(payload))),
    operatorLearns: population("operator learns", (target) => learn(network(), target)),
    operatorImitates: population("operator imitates", (target, payload) => imitate(network(), target, payload)),
    timelineLook: kernel.register({
      name: "timeline look",
      priority: priorities.look,
      handle: () => {
        watchConditions(network());
        scheduleLook(network());
      },
    }),
    // A release has happened, and happens once more.
    activation: population("activation", (target) => {
      const seen = network();
      seen.calendars.timeline.add(Math.max(seen.nextFrame(), seen.world.frame + 1), target);
    }),
    attackerComes: population("attacker comes", (target) => invest(network(), target)),
    granted: population("granted", (target) => grant(network(), target)),
  };
}
