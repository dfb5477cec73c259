/**
 * The command line, but that a picture is stored as what it is drawn from, its data inside: to draw it takes as long as a short run, and tests of
 * sim/view hold that the same specification gives the same bytes.
 */
import { orrery } from "../../models/cli/orrery.js";
import { carryOut, runProgram } from "../../sim/cli/program.js";
import { specText } from "../../sim/experiment/picture-spec.js";
import { drawing } from "../../sim/view/draw-pictures.js";

drawing.pictures = async function* undrawn(specsOf) {
  for (const { name, spec } of specsOf()) yield { name, svg: "", png: new Uint8Array(0), spec: specText(spec) };
};

void runProgram(() => carryOut(orrery, process.argv.slice(2)));
