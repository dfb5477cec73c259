import type { Branch } from "../sim/random/seed.js";
import { lastingPurposes } from "./state/purposes.js";

/** A branch of a run has numbers of its own but for what can be drawn again. */
export const ownBranch = (name: string): Branch => ({ name, lasting: lastingPurposes });
