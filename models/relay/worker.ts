/** The worker thread of the relay. */
import { workerOf } from "../../sim/experiment/pool/worker.js";
import { relayMetrics } from "./metrics.js";
import { createRelaySimulation } from "./simulation.js";

export default workerOf({ createSimulation: createRelaySimulation, metricsOf: () => relayMetrics });
