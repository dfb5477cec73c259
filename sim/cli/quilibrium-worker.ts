/** The worker thread of the Quilibrium model. */
import { createSimulation } from "../../models/simulation.js";
import { workerOf } from "../experiment/pool/worker.js";

export default workerOf({ createSimulation });
