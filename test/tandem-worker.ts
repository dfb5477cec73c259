/** The worker of `pooledTandemModel`. */
import { workerOf } from "../sim/experiment/pool/worker.js";
import { tandemModel } from "./tandem-model.js";

export default workerOf(tandemModel);
