/**
 * Nodes of a simulated network whose version is too old. One announcement is enough for the graylist
 * (`transport.peerScore`), so from the date of a floor above its version on nobody hears a node: the protocol sees it
 * as offline, for good, because a class keeps its version.
 */
import type { FrameSchedule, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { compareVersions, floorDatesMs, parseVersion, versionFloor } from "../../protocol/transport/version-floor.js";
import { startMs as startMsOf } from "../../scenario/timeline/start-date.js";
import type { Logged } from "../../state/log/log-of.js";

/** Takes a node that has just appeared off the network, at once or at the date of the floor. */
export function refuseOldVersion(network: RulesInForce & ScenarioGiven & Logged & FrameSchedule, node: number): void {
  const frame = Math.max(network.nextFrame(), refusedFrom(network, node));
  if (frame < Number.POSITIVE_INFINITY) network.calendars.presence.addPair(frame, node, 0);
}

/** First frame in which nobody hears the node; Infinity without a version, a date, or floors in force. */
export function refusedFrom({ scenario, rules, world }: RulesInForce & ScenarioGiven & Logged, node: number): number {
  const { version } = scenario.operators[world.nodes.operatorClass[node]];
  const startMs = startMsOf(scenario);
  if (version === undefined || startMs === null || rules.versionFloor === "off") return Number.POSITIVE_INFINITY;
  const own = parseVersion(version);
  if (own === null) throw new Error(`${version}: was not checked`);
  const refusedMs = [startMs, ...floorDatesMs.filter((dateMs) => dateMs > startMs)].find((dateMs) => {
    const floor = versionFloor(dateMs, rules);
    return floor !== null && compareVersions(own, floor) < 0;
  });
  return refusedMs === undefined ? Number.POSITIVE_INFINITY : world.clock.firstFrameAt((refusedMs - startMs) * usPerMs);
}

const usPerMs = 1000;
