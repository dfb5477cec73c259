/** The worker thread of the mixnet. */
import { workerOf } from "../../sim/experiment/pool/worker.js";
import { mixnetMetrics } from "./metrics.js";
import { createMixnetSimulation } from "./simulation.js";

export default workerOf({ createSimulation: createMixnetSimulation, metricsOf: () => mixnetMetrics });
