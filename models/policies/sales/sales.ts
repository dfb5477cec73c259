/** The ways to sell that a class of operators can choose under `sells:`. */
import { Registry } from "../../../sim/units/plugins.js";
import * as list from "./list.js";
import type { Sale } from "./sale.js";

export const sales = new Registry<Sale, null>(list);
