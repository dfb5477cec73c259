/** The floor of a release: nodes that have not adopted it are heard by nobody, until they do (protocol.md 14, item 2). */
import type { Network } from "../../changes/network.js";
import { goOffline } from "../../changes/nodes/go-offline.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { Phase } from "../../state/timeline.js";
import { adoptionOf, releaseOf } from "./change.js";

/** A release has come: its floor follows, if it has one. */
export function awaitFloor(network: Network, entry: number): void {
  const { kernel, kinds } = network;
  const { floor } = releaseOf(network, entry);
  if (floor !== undefined) kernel.scheduleWithin(kinds.versionFloor, kernel.nowUs + floor, entry);
}

/** Shuts out those that are there and run an older version. */
export function shutOutDue(network: Network, frame: number): void {
  for (const entry of network.calendars.floors.take(frame)) shutOut(network, entry, frame);
}

function shutOut(network: Network, entry: number, frame: number): void {
  const { world, kernel, kinds } = network;
  const { nodes, timeline } = world;
  // A release comes once.
  const adoptedUs = adoptionOf(network, entry, timeline.effectUs[timeline.inEffect.indexOf(entry)]);
  let affected = 0;
  for (let node = 0; node < nodes.count; node++) {
    const fromUs = adoptedUs(node);
    if (nodes.gone[node] === 1 || fromUs <= kernel.nowUs) continue;
    affected++;
    timeline.hold(node, nodes.online[node] === 0);
    if (nodes.online[node] === 1) goOffline(network, node, frame, "timeline");
    if (fromUs < Number.POSITIVE_INFINITY) kernel.scheduleWithin(kinds.released, Math.ceil(fromUs), node);
  }
  noteHappening(network, { entry, phase: Phase.shutsOut, affected });
}
