import { checkSample } from "./checks/invariants/all-invariants.js";
import { frameSystems } from "./frame.js";
import { createGenesis } from "./genesis.js";
import { settleAll } from "./changes/rewards/accrual.js";
import { completeSeniorities } from "./changes/seniority/credit.js";
import type { Era } from "./eras/era.js";

/** The network since 2.1, the frame of `models/frame.ts`. */
export const presentEra: Era = {
  systems: frameSystems,
  createGenesis,
  // Metrics read counts that are kept as things happen.
  beforeReport: () => undefined,
  settle(network, frame) {
    settleAll(network.world, frame);
    completeSeniorities(network, frame);
  },
  checkSample,
};
