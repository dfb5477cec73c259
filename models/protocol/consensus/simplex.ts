/** Simplex: equal votes, a quorum by head count, leaders in turn, timeouts that do not grow. Source: protocol.md 2.14 to 2.16. */
import { byBytes } from "../ground/compare.js";
import { RuleError } from "../ground/rule.js";

/**
 * Distinct members whose signatures make a certificate: ⌊2N/3⌋ + 1, whatever their seniority. Throws `RuleError` without members.
 * Source: protocol.md `consensus.simplexQuorum` (node N:quil-cw-consensus/falcon_scheme.rs).
 */
export function simplexQuorum(members: bigint): bigint;
export function simplexQuorum(members: number): number;
export function simplexQuorum(members: number | bigint): number | bigint {
  if (members < 1) throw new RuleError("members: a committee needs at least one");
  if (typeof members === "bigint") return (2n * members) / 3n + 1n;
  return Math.floor((2 * members) / 3) + 1;
}

/** Whether those who signed make a certificate; repeats count once. Throws `RuleError` for one who is no member. */
export function isSimplexCertificate(members: number, signers: readonly number[]): boolean {
  const outside = signers.find((signer) => signer >= members);
  if (outside !== undefined) throw new RuleError(`signers: ${outside} is not in a committee of ${members}`);
  return new Set(signers).size >= simplexQuorum(members);
}

const counterMask = (1n << 64n) - 1n;

/**
 * Leader of a view: members by address (the node: by public key; assumption), number (session + view) mod 2^64 mod N. Views count from 1;
 * the session is 0 while committees have no sessions. Throws `RuleError` without members.
 * Source: protocol.md `consensus.simplexLeader` (node N:quil-cw-consensus/engine_host.rs; page).
 */
export function simplexLeader(session: bigint, view: bigint, members: readonly string[]): string {
  if (members.length === 0) throw new RuleError("members: nobody can lead");
  const turn = ((session + view) & counterMask) % BigInt(members.length);
  return members.toSorted(byBytes)[Number(turn)];
}

/** Which member leads, of so many by address from 0: `simplexLeader` in numbers, exact while session + view is below 2^53. */
export const turnOfView = (session: number, view: number, members: number): number => (session + view) % members;

export interface SimplexTimeouts {
  /** How long a leader, and then the certificate, is waited for. */
  readonly leaderMs: number;
  readonly certificationMs: number;
  /** Between two votes to nullify a view. */
  readonly retryMs: number;
  readonly fetchMs: number;
  /** Views in which a leader was silent, after which it is skipped at once. */
  readonly skipViews: number;
  /** Views that are kept. */
  readonly activityViews: number;
}

const defaultLeaderMs = 30_000;
const certificationMoreMs = 5000;
const retryMsMin = 5000;
const fixed = { fetchMs: 5000, skipViews: 5, activityViews: 10 } as const;

/**
 * Timeouts of a view, the same after any number of failures; `leaderSeconds` overrides the leader's 30 s where it is above 0, and the
 * repeat of nullify votes becomes half of it, in whole seconds, at least 5 s.
 * Source: protocol.md `consensus.simplexTimeouts` (node N:quil-cw-consensus/engine_host.rs).
 */
export function simplexTimeouts(leaderSeconds: number): SimplexTimeouts {
  const leaderMs = leaderSeconds > 0 ? leaderSeconds * 1000 : defaultLeaderMs;
  const retryMs = Math.max(retryMsMin, Math.floor(leaderMs / 2000) * 1000);
  return { leaderMs, certificationMs: leaderMs + certificationMoreMs, retryMs, ...fixed };
}
