/** The tests of one area, as `npm run mutants` runs them in a copy of the repository. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: JSON.parse(process.env["MUTANTS_TESTS"] ?? "[]") as string[], isolate: false, testTimeout: 600_000 },
});
