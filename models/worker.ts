/** The worker thread of the Quilibrium model. */
import { metricsOfScenario } from "./metrics-of-scenario.js";
import { createSimulation } from "./simulation.js";
import { workerOf } from "../sim/experiment/pool/worker.js";

export default workerOf({ createSimulation, metricsOf: metricsOfScenario });
