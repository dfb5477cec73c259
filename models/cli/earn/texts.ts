/** What `orrery earn` says to who types something else. Tests compare with these. */
import { counted } from "../../../sim/units/readable.js";
export const texts = {
  needsWorkers: (): string =>
    "orrery earn needs --workers: how many you would run, of all nodes together, for example: orrery earn --workers 4 --upload '8 Mbit/s'",
  noWords: (word: string): string =>
    `${word} is one word too many; the network that you would join is --scenario ${word}.`,
  badCount: (option: string, read: string): string => `--${option} ${read}: allowed are whole numbers from 1.`,
  badSeniority: (read: string, known: readonly string[]): string =>
    `--seniority ${read}: allowed are ${known.join(", ")}.`,
  badThreads: (read: string, most: number): string => `--threads ${read}: allowed are whole numbers from 1 to ${most}.`,
  interrupting: (): string => "Interrupted: telling what there is. Ctrl-C again, after a second, quits at once.",
  interrupted: (replications: number): string =>
    replications === 0
      ? "Interrupted before a replication of each way was over: no comparison."
      : `Interrupted: ${counted(replications, "replication of each way was", "replications of each way were")} over by then.`,
} as const;
