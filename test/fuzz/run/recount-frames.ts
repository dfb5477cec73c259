/** Steps a network frame by frame, and recounts it by the pure rules after some of them. */
import { createNetwork } from "../../../models/create-network.js";
import { frameSystems } from "../../../models/frame.js";
import type { System } from "../../../models/systems/system.js";
import { createGenesis } from "../../../models/genesis.js";
import { checkNetwork } from "../../../models/checks/invariants/all-invariants.js";
import { settleAll } from "../../../models/changes/rewards/accrual.js";
import type { Network } from "../../../models/changes/network.js";
import type { Scenario } from "../../../models/scenario/schema.js";
import { switchesOf } from "../../../models/scenario/switches.js";
import { identity } from "../../network-kit.js";
import { countDifferences } from "../../recount.js";
import type { Choices } from "../scenario/choices.js";
import { type Finding, finding } from "../finding.js";

export type Systems = readonly System<Network>[];

/** Looks taken at one run: recounting costs as much as hundreds of idle frames. */
const looks = 16;

/** Networks of 2.1 only: older eras have no such counts. Throws `InvariantError` as a run does. */
export function recountFrames(scenario: Scenario, choices: Choices, systems: Systems = frameSystems): Finding[] {
  if (switchesOf(scenario).lifecycle === "trie") return [];
  const network = createNetwork(scenario, identity(String(scenario.seed)), () => undefined, systems);
  createGenesis(network);
  const { pace } = scenario.frames;
  for (const frame of framesToLookAt(scenario, choices)) {
    network.kernel.runUntil(frame * pace);
    // The timeline may let frames come at another pace.
    const latest = network.world.clock.frameAt(frame * pace);
    // What the end of a frame took away shows in the rings of the next.
    if (!network.touched.isEmpty) continue;
    const [difference] = countDifferences(network, latest);
    if (difference !== undefined) return [finding("recount", `${difference}, after frame ${frame}`)];
    settleAll(network.world, latest + 1);
    network.world.frame = latest;
    checkNetwork(network);
  }
  return [];
}

/** In order: some anywhere, some at the first frames of an epoch, in which most is due. */
function framesToLookAt(scenario: Scenario, choices: Choices): number[] {
  const frames = Math.floor(scenario.horizon / scenario.frames.pace);
  const { epochFrames } = switchesOf(scenario);
  const epochs = Math.floor(frames / epochFrames);
  const chosen = choices.list(looks, () => {
    if (epochs < 1 || choices.chance(0.5)) return choices.integer(1, frames);
    const start = choices.integer(1, epochs) * epochFrames - (scenario.frames.first % epochFrames);
    return Math.max(1, Math.min(frames, start + choices.integer(0, 2)));
  });
  return [...new Set(chosen)].sort((a, b) => a - b);
}
