import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type MessagePort, Worker } from "node:worker_threads";

/** What a thread is given besides its data. */
export interface ThreadOptions {
  /** A port in its data, which is handed over. */
  readonly port?: MessagePort | undefined;
  /** Of old memory, as much as it may take. */
  readonly memoryMb?: number | undefined;
}

/**
 * Starts a thread of this folder. Compiled, it is a .js file. Run from source, a thread must learn to read TypeScript before it
 * loads any.
 */
export function startThread(
  name: "part-worker" | "helper-worker",
  workerData: unknown,
  { port, memoryMb }: ThreadOptions,
): Worker {
  const limits = {
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    ...(port !== undefined && { transferList: [port] }),
  };
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData, ...limits });
  }
  const entry = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  // `--import tsx` does nothing in a thread: its loader registers itself in the main thread only.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx"));
  const api = JSON.stringify(new URL("./esm/api/index.mjs", tsx).href);
  const script = `import(${api}).then(({ register }) => { register(); return import(${entry}); })`;
  return new Worker(script, { eval: true, workerData, ...limits });
}
