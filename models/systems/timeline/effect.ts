/** An entry of the timeline that takes effect. */
export interface Effect {
  readonly entry: number;
  /** Which time of the entry it is, from 0. */
  readonly time: number;
  readonly frame: number;
}
