/**
 * Why, if the system or the engine refused memory: a limit of the shell, of a container or of the machine, which is no fault of the
 * program. Engines have no code for it, so that it is told by the words of V8 and Node 20 to 24. Undefined for whatever else was thrown.
 */
export function memoryRefused(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { message } = thrown;
  const isRefused = "code" in thrown && codes.some((code) => code === thrown.code);
  return isRefused || (thrown instanceof RangeError && words.test(message)) ? message : undefined;
}

const codes = ["ERR_MEMORY_ALLOCATION_FAILED", "ENOMEM"];

/** Buffers, WebAssembly memory and modules. */
const words = /^(Array buffer allocation failed|Out of memory|WebAssembly\..*(could not allocate|out of memory))/i;
