/**
 * Nodes of a simulated network whose version is too old. One announcement is enough for the graylist
 * (`transport.peerScore`), so from the date of a floor above its version on nobody hears a node: the protocol sees it
 * as offline, for good, because a class keeps its version.
 */
import type { FrameSchedule, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { startOfDayMs } from "../../protocol/transport/civil-date.js";
import { compareVersions, floorDatesMs, parseVersion, versionFloor } from "../../protocol/transport/version-floor.js";
import type { Logged } from "../../state/log/log-of.js";

/** Takes a node that has just appeared off the network, at once or at the date of the floor. */
export function refuseOldVersion(network: RulesInForce & ScenarioGiven & Logged & FrameSchedule, node: number): void {
  const frame = Math.max(network.nextFrame(), refusedFrom(network, node));
  if (frame < Number.POSITIVE_INFINITY) network.calendars.presence.addPair(frame, node, 0);
}

/** First frame in which nobody hears the node; Infinity without a version, a date, or floors in force. */
export function refusedFrom({ scenario, rules, world }: RulesInForce & ScenarioGiven & Logged, node: number): number {
  const { version } = scenario.operators[world.nodes.operatorClass[node]];
  const { date } = scenario.network;
  if (version === undefined || date === undefined || rules.versionFloor === "off") return Number.POSITIVE_INFINITY;
  const startMs = startOfDayMs(date);
  const own = parseVersion(version);
  if (startMs === null || own === null) throw new Error(`${date}, ${version}: were not checked`);
  const { first, pace } = scenario.frames;
  const refusedMs = [startMs, ...floorDatesMs.filter((dateMs) => dateMs > startMs)].find((dateMs) => {
    const floor = versionFloor(dateMs, rules);
    return floor !== null && compareVersions(own, floor) < 0;
  });
  return refusedMs === undefined
    ? Number.POSITIVE_INFINITY
    : first + Math.ceil(((refusedMs - startMs) * usPerMs) / pace);
}

const usPerMs = 1000;
