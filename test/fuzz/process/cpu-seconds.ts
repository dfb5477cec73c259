import { readFileSync } from "node:fs";

/** Clock ticks a second in Linux's accounts of processes, whatever the machine. */
const ticksPerS = 100;

/** Processor time that a process has used, seconds; undefined where the system keeps no such file, or it has ended. */
export function cpuSeconds(pid: number): number | undefined {
  try {
    // The name in parentheses may hold anything; what follows are numbers: state, …, and as 14th and 15th field user and system time.
    const [, fields] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const words = fields.split(" ");
    return (Number(words[11]) + Number(words[12])) / ticksPerS;
  } catch {
    return undefined;
  }
}
