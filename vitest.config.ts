import { defineConfig } from "vitest/config";

const everywhere = (end: string): string[] => ["sim", "models", "bench", "test"].map((top) => `${top}/**/*${end}`);

/**
 * `npm test` runs the project `quick`: what a contributor needs, in minutes. `npm run test:slow` runs `slow`:
 * tests that start processes and worker threads, go through every call of something, or run many whole networks.
 * `npm run browser` runs `browser`: tests that look at reports in chromium. None of them waits for a clock, so the limits
 * are there for what hangs only, and hold on a busy machine too.
 */
export default defineConfig({
  test: {
    // Modules keep no state between tests, so files share them: loading everything anew for each took half the time.
    isolate: false,
    setupFiles: ["test/property-seed.ts"],
    // One a core; what is left alone with one worker on two cores takes twice as long.
    maxWorkers: "100%",
    // Threads that run the source compile it through tsx, whose cache leaves each file open that it writes in a thread: after
    // dozens of pools a process has no more to open. To compile anew takes no longer than to read the cache.
    env: { TSX_DISABLE_CACHE: "1" },
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: everywhere(".test.ts"),
          exclude: [...everywhere(".slow.test.ts"), ...everywhere(".browser.test.ts")],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: "slow", include: everywhere(".slow.test.ts"), testTimeout: 1_200_000, hookTimeout: 1_200_000 },
      },
      {
        extends: true,
        test: { name: "browser", include: everywhere(".browser.test.ts"), testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
});
