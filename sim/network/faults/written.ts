/** A fault as scenarios of any model write it (`sim/scenario/faults-field.ts`), as a rule of the network. */
import type { DurationUs, SimTimeUs } from "../../units/quantity-types.js";
import type { NodeSet } from "./node-set.js";
import type { FaultRule } from "./rule.js";
import type { Faults } from "./rules.js";
import type { Window } from "./window.js";

/** `S`: how a set of nodes is written. */
export interface FaultText<S> {
  readonly fault: "partition" | "cut" | "clog" | "slow" | "crash" | "eclipse";
  readonly at: SimTimeUs;
  readonly for: DurationUs;
  readonly every?: DurationUs | undefined;
  readonly groups?: readonly S[] | undefined;
  readonly from?: S | undefined;
  readonly to?: S | undefined;
  readonly adds: DurationUs;
}

export const windowOf = ({ at, for: forUs, every }: Pick<FaultText<never>, "at" | "for" | "every">): Window => ({
  fromUs: at,
  untilUs: at + forUs,
  ...(every !== undefined && { everyUs: every }),
});

/** `setOf`: the nodes of a set that is written; one that is not is all nodes. Throws `RangeError` as `Faults` does. */
export function ruleOf<S>(faults: Faults, written: FaultText<S>, setOf: (written: S) => NodeSet): FaultRule {
  const window = windowOf(written);
  const orAll = (set: S | undefined): NodeSet => (set === undefined ? "all" : setOf(set));
  const path = { from: orAll(written.from), to: orAll(written.to) };
  switch (written.fault) {
    case "partition":
      return faults.partition((written.groups ?? []).map(setOf), window);
    case "cut":
      return faults.cut(path, window);
    case "clog":
      return faults.clog(path, window);
    case "slow":
      return faults.slow({ ...path, addedUs: written.adds }, window);
    case "crash":
      return faults.crash(path.from, window);
    case "eclipse":
      return faults.eclipse({ victims: path.from, attackers: path.to }, window);
  }
}
