import { afterEach, beforeEach, vi } from "vitest";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What the tests of a file write to standard output and standard error, from the beginning of each test. */
export function captureOutput(): { out: string; err: string } {
  const written = { out: "", err: "" };
  beforeEach(() => {
    written.out = "";
    written.err = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => ((written.out += String(text)), true));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => ((written.err += String(text)), true));
  });
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  afterEach(() => {
    vi.restoreAllMocks();
    // An interrupted command listens until its process ends, and this one has tests to come.
    for (const signal of signals)
      for (const listener of process.listeners(signal))
        if (before.get(signal)?.includes(listener) !== true) process.removeListener(signal, listener);
  });
  return written;
}
