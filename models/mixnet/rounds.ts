/** Rounds and players of a mixnet: all that it remembers of them. */
import { Table } from "../../sim/table/table.js";

/** A row a round, in their order; moments in microseconds, −1: not yet. */
export class Rounds extends Table {
  // The last round but this one was released, and dealing began.
  begunUs = this.f64("us", -1);
  // Everybody has all shares: collecting begins.
  preparedUs = this.f64("us", -1);
  startedUs = this.f64("us", -1);
  releasedUs = this.f64("us", -1);
  messages = this.i32("messages");
  firstMessage = this.f64("messages");
  // From arrival to the start of mixing.
  waitedMeanUs = this.f64("us");
  waitedP95Us = this.f64("us");
  // Messages whose sender the observer has guessed, and how many the rules expect.
  linked = this.i32("messages");
  expectedLinks = this.f64("messages");
  // Of watched users after this round, sums over all of them.
  candidates = this.f64("users");
  expectedCandidates = this.f64("users");
  known = this.i32("users");
  // Sent since the start of the run, when it was released.
  sentVectors = this.f64("messages");
  sentVectorBytes = this.f64("bytes");
  sentDealBytes = this.f64("bytes");

  add(): number {
    return this.addRow();
  }
}

/** A row a player: where it is in the round under way. */
export class Players extends Table {
  // Its layer; −1: it does not mix.
  layer = this.i32("layer", -1);
  // Its own vector of that layer is on its way to everybody.
  hasSent = this.u8("flag");
  // Vectors of others that it has of an even layer and of an odd one: nobody is ahead by more than one.
  gotEven = this.i32("messages");
  gotOdd = this.i32("messages");

  // Parts of shares that are on their way to anybody.
  dealing = this.figure("messages");
  // Players who have all vectors of the last layer.
  finished = this.figure("players");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}
