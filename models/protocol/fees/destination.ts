import type { QuilUnits } from "../ground/token.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Where one frame's fees go, units; `burnt` + participants · `perParticipant` = the fees. */
export interface FeeSplit {
  readonly perParticipant: QuilUnits;
  readonly burnt: QuilUnits;
}

/**
 * Splits a frame's fees: burnt, since the node credits them to nobody, or (`ringParticipants`) in equal whole units to
 * that frame's participants, the rest burnt. Source: protocol.md 10.8 (node; page; equal split: assumption).
 */
export function splitFees(fees: QuilUnits, participants: number, feeSink: RuleSwitches["feeSink"]): FeeSplit {
  if (feeSink === "burn" || participants === 0) return { perParticipant: 0n, burnt: fees };
  const perParticipant = fees / BigInt(participants);
  return { perParticipant, burnt: fees - perParticipant * BigInt(participants) };
}
