import { describe, expect, it } from "vitest";
import { metricsFile, metricsPage } from "./metrics-page.js";
import { readText } from "./repository.js";

describe("docs/metrics.md", () => {
  it("is up to date", async () => {
    expect(readText(metricsFile), "if the metrics are right: npm run pages").toBe(await metricsPage());
  });
});
