/**
 * Whether an app shard's frame may be included in global frame `includedIn`: what it names must be the frame before.
 * `named` is the global frame that the header gives as its anchor (2.1.0.25) or the header's own frame number (earlier).
 * A global frame that includes another is invalid. Source: protocol.md `consensus.lockstep` (node rs:quil-execution/src/global_intrinsic).
 */
export function namesPreviousFrame(named: number, includedIn: number): boolean {
  return named + 1 === includedIn;
}
