/**
 * How the command line calls a part of a sweep, `--shard i/n`: the word of test runners and data bases for a piece of work
 * that one of several machines does. It is no shard of a simulated network, of which `sim/` knows none.
 */
export const partFlag = "shard";
