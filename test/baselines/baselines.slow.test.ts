/** All other shipped scenarios still come to the fingerprint and the figures that are pinned for them. */
import { describe } from "vitest";
import { holdsPinned, others } from "./pinned.js";

describe("every other shipped scenario", () => {
  holdsPinned(others);
});
