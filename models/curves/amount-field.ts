import { tokenField } from "../protocol/ground/token.js";
import { limitUnits } from "./curve.js";

/** A parameter that says what a frame issues: an amount that the network can divide exactly. */
export const amountAFrame = () =>
  tokenField().refine(
    (units) => units < limitUnits,
    "so much a frame is more than amounts can hold; write less than 140737 QUIL",
  );
