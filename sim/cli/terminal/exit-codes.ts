/** What the process says with its exit code. */
export const exitCodes = {
  ok: 0,
  /** An unexpected error, or results that could not be written. */
  unforeseen: 1,
  /** Bad usage, or a scenario that cannot be run. */
  usage: 2,
  /** An invariant of the simulator broke: a bug of ours. */
  invariant: 70,
  /** The command did its work, and what it was to confirm does not hold: two traces differ. */
  different: 99,
  /** An expectation could be neither confirmed nor refuted with the replications that it may take. */
  undecided: 98,
  /** Interrupted by Ctrl-C; what there was has been written. */
  interrupted: 130,
  /** The same, by SIGTERM: a batch system, a container, CI. */
  terminated: 143,
  /** The same, by SIGHUP: a terminal that was closed. */
  hungUp: 129,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
