/** The worker thread of the model of chance. */
import { workerOf } from "../sim/experiment/pool/worker.js";
import { coinModel } from "./coin-model.js";

export default workerOf(coinModel);
