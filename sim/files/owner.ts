/**
 * Whose a lock or a temporary file is: a process by its number, the moment it began and its machine, in a name that another
 * process reads. Process numbers are used again, and mean nothing on another machine or in another container.
 */
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

let own: string | undefined;

/** This process, as `PID-START-MACHINE`. */
export const ownName = (): string => (own ??= `${process.pid}-${startOf("self") ?? "0"}-${machine()}`);

/** `unknown`: on a machine that cannot be asked. What is no such name has no living owner. */
export function lifeOf(name: string): "alive" | "dead" | "unknown" {
  const [pid, start, where] = /^(\d{1,10})-(\d{1,20})-([0-9a-f]{8})$/.exec(name)?.slice(1) ?? [];
  if (pid === undefined) return "dead";
  if (where !== machine()) return "unknown";
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "dead";
  }
  return (startOf(pid) ?? start) === start ? "alive" : "dead";
}

/** Of a name the process number, for people. */
export const pidOf = (name: string): string => name.split("-", 1)[0];

/** The moment a process began, in ticks since the machine did; undefined where the system does not say. */
function startOf(pid: string): string | undefined {
  try {
    // The name of the program, in parentheses, may hold anything; the moment is the 20th word after it.
    const words = readFileSync(`/proc/${pid}/stat`, "latin1");
    return words.slice(words.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function machine(): string {
  let processes = "";
  try {
    processes = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has containers with process numbers of their own.
  }
  return createHash("sha256").update(`${hostname()} ${processes}`).digest("hex").slice(0, 8);
}
