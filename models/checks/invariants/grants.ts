import { counted } from "../../../sim/units/readable.js";
import type { Network } from "../../changes/network.js";

/** What lists have granted is what provers and peers outside have; and operators that keep books have their provers' parts, beside what they brought. */
export function grantsAddUp({ world, scenario }: Pick<Network, "world" | "scenario">): string | null {
  const { grants, books, operators } = world;
  if (grants === null) return null;
  const { units, outsideUnits, ofProvers } = grants;
  let given = 0n;
  for (let prover = 0; prover < ofProvers.count; prover++) given += ofProvers.units.get(prover);
  if (given + outsideUnits !== units)
    return `granted ${counted(units, "unit")}, provers have ${given} of them, others ${outsideUnits}`;
  if (books === null) return null;
  let booked = 0n;
  for (let operator = 0; operator < operators.count; operator++)
    booked += books.grantedUnits.get(operator) - (scenario.operators[operators.operatorClass[operator]].tokens ?? 0n);
  return booked === given
    ? null
    : `provers were granted ${counted(given, "unit")}, the books of their operators have ${booked}`;
}
