/**
 * Who ends the process: the command line, when its work is done. Code that runs in the middle of that work, such as a plug-in or a library
 * that it uses, could do it too, and a process that says 0 has then said that all went well. So meanwhile `process.exit` throws.
 */
import host from "node:process";

/** Something else than the command line would have ended the process, or this thread of it. Its stack begins at who called. */
export class ExitRefusal extends Error {
  override readonly name = "ExitRefusal";
}

/** `process.exit` calls the other; both can be replaced. */
type Ends = Record<"exit" | "reallyExit", (code?: number | string | null) => never>;
const ends = host as unknown as Ends;
const real: Readonly<Ends> = { exit: ends.exit, reallyExit: ends.reallyExit };

function refuse(code: number | string | null = ""): never {
  const refusal = new ExitRefusal(`process.exit(${code}) would end orrery before its work is done`);
  Error.captureStackTrace(refusal, refuse);
  throw refusal;
}

/** From now on only `exitNow` ends the process, or the thread, that calls this. */
export function guardExit(): void {
  Object.assign(ends, { exit: refuse, reallyExit: refuse });
}

/** Ends the process, guarded or not; without a code with the one that is set. */
export function exitNow(code?: number): never {
  Object.assign(ends, real);
  // A code that is not there would be one: 0.
  return code === undefined ? host.exit() : host.exit(code);
}
