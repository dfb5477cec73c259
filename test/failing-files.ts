/** The file system of results and cells, at whose n-th call something happens. */
import { files } from "../sim/files/file-system.js";

/** What happens: the call fails with this code, or the process dies before or after it. */
export type Fault = "ENOSPC" | "EACCES" | "EIO" | "dies before" | "dies after";

/** What a process sees that is dead: nothing it does from here on reaches the disk. */
export class Death extends Error {
  override readonly name = "Death";
}

type Call = (...args: never[]) => unknown;

/** Carries out an action, with a fault at its n-th call, counted from 0; gives how many calls it made. */
export async function withFault(at: number, fault: Fault, action: () => Promise<void>): Promise<number> {
  const whole = { ...files } as Record<string, Call>;
  let calls = 0;
  let isDead = false;
  const faulty = Object.entries(whole).map(([name, call]) => {
    const wrapped = (...args: never[]): unknown => {
      if (isDead) throw new Death();
      const isIt = calls++ === at;
      if (!isIt) return call(...args);
      if (fault === "dies after") call(...args);
      isDead = fault.startsWith("dies");
      if (isDead) throw new Death();
      throw Object.assign(new Error(`${fault}: a test lets it fail, ${name}`), { code: fault, syscall: name });
    };
    return [name, wrapped] as const;
  });
  Object.assign(files, Object.fromEntries(faulty));
  try {
    await action();
  } finally {
    Object.assign(files, whole);
  }
  return calls;
}
