/** What is known of a metric before anything is simulated. */
import type { MetricKind } from "../../stats/metric-kind.js";
import type { Dimension } from "../../units/dimensions.js";

/**
 * How its values come:
 *
 *     level  what is so at a moment; looked at at every report step
 *     total  what has happened since the start, which never falls; looked at at every report step
 *     end    what is known when the run is over, and not before
 */
export type MetricCourse = "level" | "total" | "end";

export interface MetricInfo {
  /** With dots, and of one of several with the part in brackets: `queue.length`, `queue.length[kind=fast]`. */
  readonly name: string;
  /** A shorter name, as people say it, which means the same everywhere and may have a moment in brackets: `length(2033)`. */
  readonly alias?: string;
  /** In words or symbols: `units`, `share`. */
  readonly unit: string;
  readonly about: string;
  /** What its values can be; without it nothing is known of them. */
  readonly kind?: MetricKind;
  readonly course: MetricCourse;
  /** What tells how near a run is to a larger value (`Looks.levelOf`), in words; without it nothing does. */
  readonly level?: string;
  /** How a limit of it may be written, where its unit is the base of a kind of quantity. */
  readonly dimension?: Dimension<number | bigint>;
}
