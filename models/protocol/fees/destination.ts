import type { QuilUnits } from "../ground/token.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Where one frame's fees go, units; `burnt` + `remainder` + participants · `perParticipant` = the fees. */
export interface FeeSplit {
  readonly perParticipant: QuilUnits;
  readonly burnt: QuilUnits;
  /** What one participant gets on top; see `distributeFees`. */
  readonly remainder: QuilUnits;
}

/**
 * Splits a frame's fees: burnt, since June's node credits them to nobody, or in equal whole units to that frame's participants, where
 * the rest is burnt (`ringParticipants`) or goes to one of them (`participants`).
 * Source: protocol.md 10.8 (node; page; equal split with a burnt rest: assumption).
 */
export function splitFees(fees: QuilUnits, participants: number, feeSink: RuleSwitches["feeSink"]): FeeSplit {
  if (feeSink === "burn" || participants === 0) return { perParticipant: 0n, burnt: fees, remainder: 0n };
  const perParticipant = fees / BigInt(participants);
  const rest = fees - perParticipant * BigInt(participants);
  return feeSink === "participants"
    ? { perParticipant, burnt: 0n, remainder: rest }
    : { perParticipant, burnt: rest, remainder: 0n };
}
