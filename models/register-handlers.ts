/** What happens at each kind of event. */
import type { Kernel } from "../sim/kernel/kernel.js";
import { noteEquivocation } from "./systems/population/equivocations.js";
import type { System } from "./systems/system.js";
import type { EventKinds, Network } from "./changes/network.js";
import { appear, appearByTimeline } from "./systems/population/arrivals.js";
import { act, leave, unpackAction } from "./systems/population/acts.js";
import { invest } from "./systems/population/investing.js";
import { imitate, learn } from "./systems/population/learning.js";
import { lookAtBooks } from "./systems/population/looks.js";
import { noteWorkerChange } from "./systems/population/worker-changes.js";
import { notePresence } from "./systems/population/outages.js";
import { Presence } from "./state/presence.js";
import { grant } from "./systems/grants/grants.js";
import { stepPrice } from "./systems/market/price-steps.js";
import { endOutage } from "./systems/timeline/outage.js";
import { entryDue, scheduleLook } from "./systems/timeline/schedule.js";
import { conditionWatch } from "./watch-conditions.js";

/** Handlers whose events happen to operators, classes, entries of the timeline or the network as a whole. */
// prettier-ignore
export const ofNoNode: readonly string[] = [
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

/** Registers the kinds of events that every network has. `network` is asked once the run has begun; `systems` are those of a frame, in their order. */
export function registerHandlers(kernel: Kernel, { network, report, systems }: FrameHandling): EventKinds {
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
