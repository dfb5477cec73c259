/**
 * What a branch of a run (`RunIdentity.branch`) draws anew: when nodes go off or come back, and how long operators stay. All of it was drawn before,
 * and runs that go on from the same moment would share it, so that of many hardly one would differ where it matters.
 *
 * Both are exponential, which has no memory: whatever has passed, what is left is distributed as all of it was. A branch stays a run of the
 * scenario, given what has shown of it so far, and an estimate made of branches has no bias.
 */
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";
import type { SimTimeUs } from "../../../sim/units/quantity-types.js";
import type { EventEngine, RandomDraws, ScenarioGiven } from "../../changes/network.js";
import { outageTimes } from "../../scenario/fidelity.js";
import { isHalfLife } from "../../scenario/leave.js";
import type { Logged } from "../../state/log/log-of.js";
import { stayUs } from "./operators.js";

type Redrawn = ScenarioGiven & Logged & RandomDraws & EventEngine;

export function redrawWhatIsToCome(network: Redrawn, fromUs: SimTimeUs): void {
  redrawOutages(network, fromUs);
  redrawStays(network, fromUs);
}

/** By epochs an outage that is followed has a shortest length, and so a memory: those that have begun are left as they are, which branches share. */
function redrawOutages({ kernel, kinds, draws, scenario, world }: Redrawn, fromUs: SimTimeUs): void {
  const { nodes } = world;
  if (scenario.fidelity === "epoch") return;
  kernel.withdraw(kinds.presence);
  const rest = draws.nodes.purpose("rest of an outage");
  for (let node = 0; node < nodes.count; node++) {
    const changes = nodes.presenceChanges[node];
    if (changes === 0 || nodes.gone[node] === 1) continue;
    // Each node begins online, and each change turns that over.
    const online = changes % 2 === 1 ? 0 : 1;
    const entry = scenario.operators[nodes.operatorClass[node]];
    const meanUs = online === 1 ? entry.outage : outageTimes(scenario, entry).meanUpUs;
    const restUs = Math.ceil(exponentialAt(rest.uniform(node, changes), meanUs));
    kernel.scheduleWithin(kinds.presence, fromUs + restUs, node, 0, online);
  }
}

/**
 * Whoever stays for a given time keeps to it. So does everybody where something else sends operators away too: the timeline, their own books,
 * or the end of what an attacker brought.
 */
function redrawStays({ kernel, kinds, draws, scenario, world }: Redrawn, fromUs: SimTimeUs): void {
  const { operators, nodes } = world;
  if (world.books !== null || scenario.timeline?.some(({ departures }) => departures !== undefined) === true) return;
  const classOf = (operator: number) => scenario.operators[operators.operatorClass[operator]];
  // Whoever runs nothing has not come yet, and whoever leaves has no time left to draw.
  const isHere = (operator: number): boolean => {
    const own = operators.nodes[operator];
    return own.length > 0 && nodes.departing[own[0]] === 0 && nodes.gone[own[0]] === 0;
  };
  const isRedrawn = (operator: number): boolean => isHalfLife(classOf(operator).leave);
  kernel.withdraw(kinds.operatorLeaves, isRedrawn);
  const rest = draws.operators.purpose("rest of a stay");
  for (let operator = 0; operator < operators.count; operator++) {
    if (!isRedrawn(operator) || !isHere(operator)) continue;
    const restUs = stayUs(classOf(operator), () => rest.uniform(operator, 0));
    if (restUs !== null) kernel.scheduleWithin(kinds.operatorLeaves, fromUs + Math.ceil(restUs), operator);
  }
}
