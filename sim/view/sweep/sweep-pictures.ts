/**
 * The picture of a sweep, by how many fields vary on their own:
 *
 *     none       no picture: there is one point, or none
 *     one        response curves
 *     two        heat maps
 *     three      heat maps by the values of the third
 *     more, or points that fill no grid (a Latin hypercube):  each metric over each field, a dot a point
 */
import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import { mostMoved, type Response } from "../../experiment/sweep/most-moved.js";
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import { picture } from "../theme.js";
import { heatMaps, heatMapsByThird, isGrid, maxMaps } from "./heat-maps.js";
import { curvesReading, responseCurves, responsePanel } from "./response-curves.js";
import { type SweptField, sweptFields } from "./swept-fields.js";
import { counted } from "../../units/readable.js";

export interface SweepView {
  readonly estimates: readonly PointEstimates[];
  /** Names of the swept fields, as `parameters` of the estimates have them. */
  readonly columns: readonly string[];
  /** Which sweep it is: a line below the title. */
  readonly caption: string;
}

const maxFieldsOfDots = 4;

/** None where nothing varies, or no metric moves. */
export function sweepPictures({ estimates, columns, caption }: SweepView): readonly PictureSpec[] {
  const fields = sweptFields(estimates, columns);
  if (fields.length === 0) return [];
  const { reading, atMost, draw } = kindOf(estimates, fields);
  const responses = mostMoved(estimates, atMost);
  if (responses.length === 0) return [];
  const title = `What moves with ${fields.map(({ name }) => name).join(", ")}`;
  return [picture("response", { title, reading, caption }, draw(responses))];
}

interface Kind {
  readonly reading: string;
  readonly atMost: number;
  readonly draw: (responses: readonly Response[]) => Spec;
}

function kindOf(estimates: readonly PointEstimates[], fields: readonly SweptField[]): Kind {
  const [field, second] = fields;
  if (fields.length === 1)
    return {
      reading: curvesReading,
      atMost: 6,
      draw: (responses) => responseCurves(estimates, { field, responses }),
    };
  const reading = "Colours and numbers are means over the replications; each map has a scale of its own.";
  if (fields.length === 2 && isGrid(estimates, fields))
    return { reading, atMost: 6, draw: (responses) => heatMaps(estimates, { fields: [field, second], responses }) };
  if (fields.length === 3 && isGrid(estimates, fields)) {
    const left = fields.reduce((least, { levels }) => Math.min(least, levels.length), Infinity) - maxMaps;
    return {
      reading: `Colours are means over the replications, on one scale a row${left > 0 ? `; ${counted(left, "value")} in between are left out` : ""}.`,
      atMost: 3,
      draw: (responses) => heatMapsByThird(estimates, { fields, responses }),
    };
  }
  const shown = fields.slice(0, maxFieldsOfDots);
  return {
    reading: `${curvesReading}${fields.length > shown.length ? ` The first ${shown.length} of ${counted(fields.length, "field")}.` : ""}`,
    atMost: 4,
    draw: (responses) => ({
      vconcat: responses.map((response) => ({
        spacing: 40,
        hconcat: shown.map((each) =>
          responsePanel(estimates, {
            field: each,
            response,
            isLine: false,
            width: Math.floor(660 / shown.length) - 20,
          }),
        ),
      })),
    }),
  };
}
