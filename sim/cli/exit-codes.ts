/** What the process says with its exit code. */
export const exitCodes = {
  ok: 0,
  /** An error nobody foresaw. */
  unforeseen: 1,
  /** Bad usage, or a scenario that cannot be run. */
  usage: 2,
  /** An invariant of the simulator broke: a bug of ours. */
  invariant: 70,
  /** The command did its work, and what it was to confirm does not hold: two traces differ. */
  different: 99,
  /** Interrupted; what there was has been written. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
