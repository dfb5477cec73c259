import { afterEach, beforeEach, vi } from "vitest";

/** What the tests of a file write to standard output and standard error, from the beginning of each test. */
export function captureOutput(): { out: string; err: string } {
  const written = { out: "", err: "" };
  beforeEach(() => {
    written.out = "";
    written.err = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => ((written.out += String(text)), true));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => ((written.err += String(text)), true));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return written;
}
