/** The worker thread of the model of miners. */
import { workerOf } from "../sim/experiment/pool/worker.js";
import { miningModel } from "./mining-model.js";

export default workerOf(miningModel);
