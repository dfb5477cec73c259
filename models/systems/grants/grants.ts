/** Grants of genesis: an event of the kernel each, at the moment that the scenario says. */
import type { EventEngine, FrameSchedule, ScenarioGiven } from "../../changes/network.js";
import { divideGrant } from "../../protocol/emission/grant-lists.js";
import { unitsOfGrant } from "../../scenario/grants.js";
import { logOfAll, logOfProver, type Logged } from "../../state/log/log-of.js";

const rule = "scenario.grants";

export function scheduleGrants({ scenario, kernel, kinds }: ScenarioGiven & EventEngine): void {
  scenario.grants?.forEach(({ at }, index) => void kernel.scheduleWithin(kinds.granted, at, index));
}

/** A list is granted: to the nodes on it, each of which adds its part to what its operator holds, where that keeps books. */
export function grant(network: ScenarioGiven & Logged & FrameSchedule, index: number): void {
  const { scenario, world } = network;
  const { grants, nodes, provers, books } = world;
  const given = scenario.grants?.[index];
  if (given === undefined || grants === null) throw new Error(`the scenario has no grant ${index}`);
  const units = unitsOfGrant(given) ?? 0n;
  const on = nodesOn({ scenario, world }, given.to);
  const frame = network.nextFrame();
  const list = `the ${given.list} list of genesis`;
  if (on.length === 0) {
    grants.giveOutside(units);
    logOfAll(network, frame)?.(rule, "granted outside", list, { other: index, value: Number(units) });
    return;
  }
  const weights = on.map((node) => (given.divide === "equally" ? 1n : BigInt(provers.seniority[nodes.prover[node]])));
  divideGrant(units, weights).forEach((part, k) => {
    const prover = nodes.prover[on[k]];
    grants.give(prover, part);
    logOfProver(network, prover, frame)?.(rule, "granted", list, { other: index, value: Number(part) });
    if (books !== null) hold(world, nodes.operator[on[k]], part);
  });
}

/** Nodes of the classes that are there, in the order of classes and of their appearance. */
function nodesOn(
  { scenario, world }: Pick<ScenarioGiven, "scenario"> & Pick<Logged, "world">,
  to: readonly string[] | undefined,
): number[] {
  const { classes, nodes } = world;
  return scenario.operators.flatMap(({ class: name }, index) =>
    to === undefined || to.includes(name) ? classes.nodes[index].filter((node) => nodes.gone[node] === 0) : [],
  );
}

function hold({ books, operators }: Logged["world"], operator: number, units: bigint): void {
  if (books === null) return;
  books.post("grantedUnits", { operator, classIndex: operators.operatorClass[operator] }, units);
  books.heldUnits.set(operator, books.heldUnits.get(operator) + units);
}
