/** The worker thread of the model whose front is known. */
import { workerOf } from "../sim/experiment/pool/worker.js";
import { frontModel } from "./front-model.js";

export default workerOf(frontModel);
