/** What can be wrong with replications, cells and parts of a sweep, in words that users can act on. */
export const messages = {
  cellNotStored: (path: string, why: string): string =>
    `A finished cell cannot be stored: ${why}${path === "" ? "" : `, ${path}`}. Cells stored before are kept: the same command goes on from there.`,
  outOfMemory: (which: string, megabytes: number): string =>
    `${which} needed more memory than one worker may use (${megabytes} MB). Fewer workers leave more for each: --workers 1.`,
  workerEnded: (which: string, why: string): string => `the worker that ran ${which} ended before its time: ${why}`,
  workersCannotStart: (why: string): string => `a worker could not start: ${why}`,
} as const;
