import type { Program } from "../../sim/cli/command.js";
import { commands } from "./commands.js";

/** The command line of Orrery: its commands, over the model of the Quilibrium network. */
export const orrery: Program = {
  about: "orrery: a deterministic discrete-event simulator of the Quilibrium network",
  commands,
  loadModel: async (files = []) => await (await import("./files/model-of-files.js")).modelOfFiles(files),
  loadStartingFile: async () => (await import("./starting-file.js")).startingFile,
  examples: {
    sweptFile: "scenarios/thin-shards-sweep.yaml",
    sweep: "sweep: { shards.count: [64, 128, 256] }",
    name: "thin-shards",
  },
};
