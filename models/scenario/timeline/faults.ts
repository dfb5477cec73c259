/** Faults of the wire as a scenario has them: who they are about, and what they are called. */
import type { WrittenFault, WrittenSet } from "../../../sim/scenario/faults-field.js";
import { countTimes, type When } from "../../../sim/scenario/timeline/times.js";
import { durationText } from "../../../sim/units/readable.js";
import type { Scenario } from "../schema.js";

/** In the place of a class of operators: the archives. */
export const archivesClass = "archives";

/** What sets of faults can name as classes. */
export const faultClasses = ({ operators }: Pick<Scenario, "operators">): readonly string[] => [
  ...operators.map(({ class: name }) => name),
  archivesClass,
];

/** When a fault begins. */
export const faultTimes = ({ at, every }: Pick<WrittenFault, "at" | "every">): When => ({
  kind: "times",
  firstUs: at,
  everyUs: every ?? 0,
  untilUs: Number.POSITIVE_INFINITY,
  count: every === undefined ? 1 : Number.POSITIVE_INFINITY,
});

/** How often faults begin in a run. */
export const faultCount = ({ faults = [], horizon }: Pick<Scenario, "faults" | "horizon">): number =>
  faults.reduce((sum, fault) => sum + countTimes(faultTimes(fault), horizon), 0);

const time = (us: number): string => durationText(us / 1e6);

const setText = (set: WrittenSet | undefined): string =>
  set === undefined ? "all" : [...(set.classes ?? []), ...(set.regions ?? [])].join(", ");

/** A phrase: `partition of europe | na east, na west for 2 h`. */
export function describeFault({ fault, for: forUs, groups = [], from, to, adds }: WrittenFault): string {
  const [source, target, lasting] = [setText(from), setText(to), `for ${time(forUs)}`];
  switch (fault) {
    case "partition":
      return `partition of ${groups.map(setText).join(" | ")} ${lasting}`;
    case "cut":
    case "clog":
      return `${fault} from ${source} to ${target} ${lasting}`;
    case "slow":
      return `slow links from ${source} to ${target}, ${time(adds)} more, ${lasting}`;
    case "crash":
      return `crash of ${source} ${lasting}`;
    case "eclipse":
      return `eclipse of ${source} by ${target} ${lasting}`;
  }
}
