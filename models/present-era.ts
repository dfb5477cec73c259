import { checkSample } from "./checks/invariants/all-invariants.js";
import { frameSystems } from "./frame.js";
import { createGenesis } from "./genesis.js";
import { accrueAll, settleAll, settleProver } from "./changes/rewards/accrual.js";
import { completeSeniorities } from "./changes/seniority/credit.js";
import type { Era } from "./eras/era.js";

/** The network since 2.1, the frame of `models/frame.ts`. */
export const presentEra: Era = {
  systems: frameSystems,
  createGenesis,
  // Metrics read counts that are kept as things happen, but for absences that nobody follows.
  beforeReport({ world }, frame) {
    if (world.shortAbsences !== null) accrueAll(world, frame);
  },
  settle(network, frame) {
    settleAll(network.world, frame);
    completeSeniorities(network, frame);
  },
  settleProver: ({ world }, prover, frame) => settleProver(world, prover, frame),
  publicRate: ({ world }) => world.totals.unitsPerFrame,
  checkSample,
};
