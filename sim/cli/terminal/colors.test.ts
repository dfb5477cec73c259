import { describe, expect, it } from "vitest";
import { isColored } from "./colors.js";

describe("colours", () => {
  it("are for terminals", () => {
    expect(isColored({ isTerminal: true, env: { TERM: "xterm" } })).toBe(true);
    expect(isColored({ isTerminal: true, env: {} })).toBe(true);
    expect(isColored({ isTerminal: true, env: { TERM: "dumb" } })).toBe(false);
    expect(isColored({ isTerminal: false, env: { TERM: "xterm" } })).toBe(false);
  });

  it("stay out of files and pipes of continuous integration", () => {
    expect(isColored({ isTerminal: false, env: { CI: "true", GITHUB_ACTIONS: "true" } })).toBe(false);
  });

  it("are forbidden and forced by the usual variables", () => {
    expect(isColored({ isTerminal: true, env: { NO_COLOR: "1" } })).toBe(false);
    expect(isColored({ isTerminal: true, env: { NO_COLOR: "1", FORCE_COLOR: "1" } })).toBe(false);
    expect(isColored({ isTerminal: true, env: { NO_COLOR: "" } })).toBe(true);
    expect(isColored({ isTerminal: false, env: { FORCE_COLOR: "1" } })).toBe(true);
    expect(isColored({ isTerminal: false, env: { FORCE_COLOR: "" } })).toBe(true);
    expect(isColored({ isTerminal: true, env: { FORCE_COLOR: "0" } })).toBe(false);
  });
});
