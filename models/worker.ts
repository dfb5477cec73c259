/** The worker thread of the Quilibrium model. */
import { createSimulation } from "./simulation.js";
import { workerOf } from "../sim/experiment/pool/worker.js";

export default workerOf({ createSimulation });
