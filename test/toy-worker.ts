/** The worker thread of the toy model. */
import { workerOf } from "../sim/experiment/pool/worker.js";
import { toyModel } from "./toy-model.js";

export default workerOf(toyModel);
