/** Watched users, and what intersection leaves of whom they may be writing to. */
import { wordBelow } from "../../sim/random/distributions/word.js";
import type { Purpose } from "../../sim/random/stream.js";
import { Table } from "../../sim/table/table.js";
import { reachedChance } from "../protocol/mixnet/intersection.js";
import type { MixnetScenario } from "./schema.js";

/** A row a watched user: the first users there are. */
class WatchedUsers extends Table {
  partner = this.i32("user");
  // Batches in which it wrote.
  batches = this.i32("batches");
  // Users that have got something from all of them.
  candidates = this.i32("users");
  // That a user who is not the partner has.
  chance = this.f64("share", 1);
  // Batches after which the partner alone was left; −1: not yet.
  knownAfter = this.i32("batches", -1);

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}

/** Who is ruled out as the partner of whom; the row of watched user w and user u is w · users + u. */
class RuledOut extends Table {
  out = this.u8("flag");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}

export class Watch {
  readonly users: WatchedUsers;
  readonly ruledOut: RuledOut;
  readonly #count: number;
  readonly #draws: Purpose;
  /** Who got something in the batch that is looked at, and which watched users wrote. */
  readonly #isReached: Uint8Array;
  readonly #hasWritten: Uint8Array;

  constructor(
    { count, watched }: MixnetScenario["users"],
    draws: { readonly partners: Purpose; readonly messages: Purpose },
  ) {
    this.#count = count;
    this.#draws = draws.messages;
    this.users = new WatchedUsers(watched);
    this.ruledOut = new RuledOut(watched * count);
    this.#isReached = new Uint8Array(count);
    this.#hasWritten = new Uint8Array(watched);
    for (let user = 0; user < watched; user++) {
      this.users.partner[user] = draws.partners.below(user, 0, count);
      this.users.candidates[user] = count;
    }
  }

  /** The observer hears who has written, and who gets something, of messages `first` to `first` + `messages` − 1. */
  look(first: number, messages: number): void {
    const { users } = this;
    const others = this.#deliver(first, messages);
    const chance = reachedChance(others, this.#count);
    for (let user = 0; user < users.count; user++) {
      if (this.#hasWritten[user] === 0) continue;
      users.batches[user]++;
      users.chance[user] *= chance;
      users.candidates[user] = this.#ruleOut(user);
      if (users.candidates[user] === 1 && users.knownAfter[user] < 0) users.knownAfter[user] = users.batches[user];
    }
  }

  /** Candidates of all watched users. */
  candidates(): number {
    let sum = 0;
    for (let user = 0; user < this.users.count; user++) sum += this.users.candidates[user];
    return sum;
  }

  /** The same as the rule expects it; partners of other watched users are reached more often, which it leaves out. */
  expectedCandidates(): number {
    let sum = 0;
    for (let user = 0; user < this.users.count; user++) sum += 1 + (this.#count - 1) * this.users.chance[user];
    return sum;
  }

  /** Watched users whose partner alone is left. */
  known(): number {
    let sum = 0;
    for (let user = 0; user < this.users.count; user++) if (this.users.candidates[user] === 1) sum++;
    return sum;
  }

  /** Marks who has written and who is reached; gives the number of messages that no watched user wrote. */
  #deliver(first: number, messages: number): number {
    const { users } = this;
    const { words } = this.#draws;
    this.#isReached.fill(0);
    this.#hasWritten.fill(0);
    let others = 0;
    for (let message = first; message < first + messages; message++) {
      this.#draws.draw(0, message);
      const sender = wordBelow(words[0], this.#count);
      const isWatched = sender < users.count;
      this.#isReached[isWatched ? users.partner[sender] : wordBelow(words[1], this.#count)] = 1;
      if (isWatched) this.#hasWritten[sender] = 1;
      else others++;
    }
    return others;
  }

  /** Gives how many candidates are left. */
  #ruleOut(user: number): number {
    const { out } = this.ruledOut;
    const base = user * this.#count;
    let left = 0;
    for (let other = 0; other < this.#count; other++) {
      if (this.#isReached[other] === 0) out[base + other] = 1;
      left += 1 - out[base + other];
    }
    return left;
  }
}
