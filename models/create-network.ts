/** Puts a network together: kernel, streams, an empty world with the tables that it needs, and what happens at each kind of event. */
import { Kernel } from "../sim/kernel/kernel.js";
import type { RunObserver } from "../sim/kernel/run-observer.js";
import { stateColumns } from "../sim/table/state-column.js";
import { createLoggedStreams } from "../sim/random/logged-streams.js";
import { integer53 } from "../sim/random/source.js";
import { createStreams } from "../sim/random/stream.js";
import { Assaults } from "./state/assaults.js";
import { Attackers } from "./state/attackers.js";
import { CheaterWatch } from "./state/cheater-watch.js";
import { historyOf } from "./protocol/history/mainnet-history.js";
import { createDraws } from "./state/draws.js";
import { EventLog } from "./state/log/event-log.js";
import { RewardClasses } from "./state/rewards/reward-classes.js";
import { eraOf } from "./era-of.js";
import { addEraTables } from "./state/era-tables.js";
import type { System } from "./systems/system.js";
import type { Network, PureWork } from "./changes/network.js";
import { createAllNodeSizes } from "./state/population/start-sizes.js";
import { nextTurn, Turns } from "./state/turns.js";
import { ShardOrders } from "./state/orders/shard-orders.js";
import { nodeTiming } from "./protocol/proposer/timing.js";
import type { MessagePort } from "./changes/message-port.js";
import { uncreditedOf } from "./changes/rewards/late-votes.js";
import { SampledNetwork } from "./changes/messages/sampled-network.js";
import { SimulatedNetwork } from "./changes/messages/wire/simulated-network.js";
import type { Scenario } from "./scenario/schema.js";
import { curveOf } from "./scenario/curve.js";
import { priceModelOf } from "./scenario/market.js";
import { ownBranch } from "./own-branch.js";
import { floodNow } from "./changes/messages/flood.js";
import { Crowding } from "./state/crowding.js";
import { followedStrategies } from "./scenario/followed.js";
import { ranges } from "./plan/refusals/range-refusals.js";
import { attackersOf, coalitionsOf } from "./scenario/attackers.js";
import { datedEntries } from "./scenario/timeline/entries.js";
import { entryOfFault } from "./scenario/timeline/happened.js";
import { noteHappening } from "./changes/timeline/note.js";
import { Phase } from "./state/timeline.js";
import { switchesOf } from "./scenario/switches.js";
import { mayBecome, mayCreditFirst } from "./scenario/timeline/release.js";
import { ActiveFrames } from "./state/active-frames.js";
import { OnlineTime } from "./state/online-time.js";
import type { RunIdentity } from "./run.js";
import { World } from "./state/world.js";
import { ofNoNode, registerHandlers } from "./register-handlers.js";
import { addChainTables, addOptionalTables } from "./optional-tables.js";

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
  work: PureWork | null = null,
): Network {
  // The timeline may change fields, of a copy.
  const scenario = given.timeline === undefined ? given : structuredClone(given);
  const { first } = scenario.frames;
  // The timeline may change rules, too.
  const rules = switchesOf(scenario);
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
  addOptionalTables(world, scenario, { rules, isTilted });
  for (const operators of scenario.operators) world.classes.add(operators.class);
  if (observer !== undefined) attach(observer, kernel, world);
  const own = branch === undefined ? undefined : ownBranch(branch);
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
            work,
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
    work,
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
    priceModel: priceModelOf(scenario),
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
  if (rules.lifecycle !== "trie") addChainTables(network, wire);
  return network;
}

/** The last moment of the longest run that there can be with this clock. */
const lastMomentUs = ({ frames: { first, pace } }: Scenario): number =>
  Math.min((ranges.lastFrame - first) * pace, Number.MAX_SAFE_INTEGER);

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
