/**
 * Whose a lock or a temporary file is: a process by its number, the moment it began and its machine, in a name that another
 * process reads. Process numbers are used again, and mean nothing on another machine or in another container.
 */
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

let own: string | undefined;

/** This process, as `PID-START-MACHINE`. */
export const ownName = (): string => (own ??= `${process.pid}-${processAt("self")?.start ?? "0"}-${machine()}`);

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
  const found = processAt(pid);
  return found === undefined || (found.start === start && !found.isOver) ? "alive" : "dead";
}

/** Of a name the process number, to be shown. */
export const pidOf = (name: string): string => name.split("-", 1)[0];

/**
 * The moment a process began, in ticks since the machine did, and whether it has ended and only waits for its parent to
 * notice; undefined where the system does not say.
 */
function processAt(pid: string): { readonly start: string; readonly isOver: boolean } | undefined {
  try {
    // The name of the program, in parentheses, may hold anything; its state follows, and the moment 19 words later.
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const words = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { start: words[19], isOver: /^[ZX]$/.test(words[0]) };
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
