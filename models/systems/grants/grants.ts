/** Grants of genesis: an event of the kernel each, at the moment that the scenario says. */
import type { EventEngine, ScenarioGiven } from "../../changes/network.js";
import { divideGrant } from "../../protocol/emission/grant-lists.js";
import { unitsOfGrant } from "../../scenario/grants.js";
import type { Logged } from "../../state/log/log-of.js";

export function scheduleGrants({ scenario, kernel, kinds }: ScenarioGiven & EventEngine): void {
  scenario.grants?.forEach(({ at }, index) => void kernel.scheduleWithin(kinds.granted, at, index));
}

/** A list is granted: to the nodes on it, each of which adds its part to what its operator holds, where that keeps books. */
export function grant({ scenario, world }: ScenarioGiven & Logged, index: number): void {
  const { grants, nodes, provers, books } = world;
  const given = scenario.grants?.[index];
  if (given === undefined || grants === null) throw new Error(`the scenario has no grant ${index}`);
  const units = unitsOfGrant(given) ?? 0n;
  const on = nodesOn({ scenario, world }, given.to);
  if (on.length === 0) {
    grants.giveOutside(units);
    return;
  }
  const weights = on.map((node) => (given.divide === "equally" ? 1n : BigInt(provers.seniority[nodes.prover[node]])));
  divideGrant(units, weights).forEach((part, k) => {
    grants.give(nodes.prover[on[k]], part);
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
