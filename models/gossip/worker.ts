/** The worker thread of gossip. */
import { workerOf } from "../../sim/experiment/pool/worker.js";
import { gossipMetricsOf } from "./metrics.js";
import { createGossipSimulation } from "./simulation.js";

export default workerOf({ createSimulation: createGossipSimulation, metricsOf: gossipMetricsOf });
