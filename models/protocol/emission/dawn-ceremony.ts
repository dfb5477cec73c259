import { ln } from "../../../sim/units/portable-math.js";

/** QUIL of a Dawn round with one participant. Source: protocol.md 3.6 (node v1.4.17). */
const dawnRoundQuil = 161n;

/**
 * QUIL for each participant of an in-network ceremony round of p ≥ 1, as the code paid it: 161 · 2^(p − 1).
 * Source: protocol.md `emission.dawn.ceremony` (node v1.4.17).
 */
export function dawnCeremonyDoubling(participants: number): bigint {
  return dawnRoundQuil << BigInt(participants - 1);
}

/**
 * The same as the readme told it: 161 · log2(p) QUIL, not a whole number; exact where p is a power of two.
 * Source: protocol.md `emission.dawn.ceremony` (page).
 */
export function dawnCeremonyLogarithmic(participants: number): number {
  let doublings = 0;
  let left = participants;
  for (; left >= 2; left /= 2) doublings++;
  return Number(dawnRoundQuil) * (doublings + ln(left) / ln(2));
}
