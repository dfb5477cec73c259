/** The pictures of a tuning, in the order in which its questions are answered. */
import type { PictureSpec } from "../../experiment/picture-spec.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { assumedPicture } from "./assumed-picture.js";
import { frontPicture } from "./front-picture.js";
import { sensitivityPicture } from "./sensitivity-picture.js";

export const tunePictures = <Scenario extends ScenarioBasics>(
  result: TuneResult<Scenario>,
  caption: string,
): readonly PictureSpec[] => [
  ...sensitivityPicture(result, caption),
  ...frontPicture(result, caption),
  ...assumedPicture(result, caption),
];
