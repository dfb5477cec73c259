/** When a message is too old or too early to be taken. Source: protocol.md `transport.validity`, section 11 (node). */

/** Difference to local time that bundles, votes and timeouts may have either way, milliseconds. */
const clockToleranceMs = 5000;
/** Age at which app frames are ignored, milliseconds. */
const appFrameAgeMaxMs = 20_000;

/** Whether a bundle, vote or timeout is taken; the argument is its time minus the receiver's. */
export function isTimely(messageTimeMinusNowMs: number): boolean {
  return Math.abs(messageTimeMinusNowMs) <= clockToleranceMs;
}

/** Whether an app frame of that age is taken. */
export function isFreshAppFrame(ageMs: number): boolean {
  return ageMs <= appFrameAgeMaxMs;
}

/** Whether peer information or a key registry is taken: only the future is checked. */
export function isTimelyPeerInfo(messageTimeMinusNowMs: number): boolean {
  return messageTimeMinusNowMs <= clockToleranceMs;
}
