/**
 * What a scenario says turned out impossible while it ran: a formula that has no value at a moment, for instance. It is
 * the user's to mend, and known by its name, which survives the way between threads.
 */
export class RunRefusal extends Error {
  override readonly name = "RunRefusal";
}
