/** The price models that a scenario can choose under `market.price.model`. */
import { Registry } from "../../sim/units/plugins.js";
import type { PriceContext, PriceModel } from "./price-model.js";
import * as list from "./list.js";

export const priceModels = new Registry<PriceModel, PriceContext>(list);
