/** What is tested: Orrery as it is, or with a fault planted in it on purpose. */
import { frameSystems } from "../../models/frame.js";
import type { Scenario } from "../../models/scenario/schema.js";
import { createSimulation } from "../../models/simulation.js";
import type { Model } from "../../sim/experiment/model.js";
import { quilibrium } from "../../models/quilibrium.js";
import type { Systems } from "./run/recount-frames.js";

export interface Tested {
  /** As the command line sees it, but for simulations, which tell more than it asks for. */
  readonly model: Omit<Model<Scenario>, "createSimulation"> & { readonly createSimulation: typeof createSimulation };
  readonly systems: Systems;
}

export const asItIs: Tested = { model: { ...quilibrium, createSimulation }, systems: frameSystems };
