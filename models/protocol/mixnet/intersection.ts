/**
 * Intersection: whoever hears which recipients got something from each batch in which a sender took part keeps those that
 * are among them every time. No permutation helps against it; many senders in a batch do.
 */
import { pow } from "../../../sim/units/portable-math.js";

/** Chance that a recipient gets one or more of so many messages, each to one of `recipients` at random. */
export function reachedChance(messages: number, recipients: number): number {
  return 1 - pow(1 - 1 / recipients, messages);
}

/**
 * Recipients that an observer still takes for the one whom a sender writes to, expected: that one, and each of the others
 * with the chance to have got one of the messages of everybody else in every batch. `othersMessages`: of each batch in
 * which the sender took part, head count of messages by others. Source: protocol.md `mixnet.intersection` (assumption).
 */
export function expectedCandidates(recipients: number, othersMessages: Iterable<number>): number {
  let chance = 1;
  for (const messages of othersMessages) chance *= reachedChance(messages, recipients);
  return 1 + (recipients - 1) * chance;
}
