import { articleFrameBasis } from "../protocol/emission/article-basis.js";
import { defineCurve } from "./curve.js";

/** The curve as the authors' article has it: protocol.md 3.4 (page). */
export const article = defineCurve({
  id: "article",
  about: "as the authors' article has it: the world in whole GB, rounded up",
  parameters: {},
  create: () => ({ unitsPerFrame: articleFrameBasis, dependsOnFrame: false, monotoneIn: "world" }),
});
