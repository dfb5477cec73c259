/** What a system of a frame is: one step of the protocol's order, applied to a simulated network. */
export interface System<House> {
  /** Step of protocol.md section 16 that it belongs to; 0: before the first. */
  readonly step: number;
  /** Rule of protocol.md that it applies, or that decides most of what it does. */
  readonly rule: string;
  /** What it does, in a few words that stand nowhere else in its list. */
  readonly title: string;
  run(house: House, frame: number): void;
}
