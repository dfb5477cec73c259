/** Fields of a scenario that vary, for a model that is asked what holds of all their values. */
export interface VariedFields<Scenario> {
  /** The scenario as it is written, from which the fields at the paths differ. */
  readonly scenario: Scenario;
  readonly paths: readonly string[];
  /**
   * Scenarios that have all combinations of the values of some of them, while the others stay somewhere in between: both ends of a range where
   * `endsSuffice`, and otherwise every value. Undefined: they are too many, or one of them is no scenario.
   */
  readonly corners: (
    concerns: (path: string) => boolean,
    endsSuffice: (path: string) => boolean,
  ) => readonly Scenario[] | undefined;
}
