import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["sim/**/*.test.ts", "models/**/*.test.ts", "bench/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    // Modules keep no state between tests, so files share them: loading everything anew for each took half the time.
    isolate: false,
  },
});
