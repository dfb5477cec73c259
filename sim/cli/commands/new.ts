import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { loadAll } from "../../experiment/ready-scenario.js";
import { files } from "../../files/file-system.js";
import { makeFolders, writeNewFile } from "../../files/trees.js";
import { isWithin, projectFolder } from "../../scenario/root.js";
import { namesShipped, shippedFolder } from "../../scenario/shipped.js";
import { fileNameRule, isFileName } from "../../units/file-name.js";
import { type Command, UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages as experimentMessages } from "../../experiment/messages.js";
import { extendingFile } from "../extending-file.js";
import { messages } from "../terminal/messages.js";
import { refusingFiles } from "../refusing-files.js";
import { print } from "../terminal/output-streams.js";

/** `orrery new`: a file to begin with. */
export const newCommand: Command = {
  usage: "new NAME",
  about:
    "Writes NAME.yaml, a small scenario that runs as it is, with a comment at every choice; with --extends one that stands on " +
    "another scenario and says what differs. NAME may lead into folders, which are made. Never overwrites a file.",
  options: {
    extends: {
      type: "string",
      requiresArg: true,
      describe: "stand on this scenario: a file, or one that comes with the program",
    },
    out: { type: "string", requiresArg: true, describe: "folder that the file is written to" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery new first", "orrery new studies/second --extends first.yaml"],
  run: async (args, { examples, loadModel, loadStartingFile }) => {
    const [word, another] = args.words;
    if (word === undefined) throw new UsageError(messages.needsName(examples.name));
    if (another !== undefined) throw new UsageError(messages.tooManyWords("new NAME", another));
    const name = basename(word).replace(/\.ya?ml$/, "");
    // A name leads down from the folder; where that is, --out says.
    if (!isFileName(name) || isAbsolute(word) || normalize(word).startsWith(".."))
      throw new UsageError(experimentMessages.badName(word, fileNameRule));
    const folder = join(args.text("out") ?? ".", dirname(word));
    const file = join(folder, `${name}.yaml`);
    if ((await refusingFiles(() => files.lstat(file))) !== undefined) throw new UsageError(messages.fileExists(file));
    const base = args.text("extends");
    if (base !== undefined) checkBase(await loadModel(), base, file);
    const schemaPath = schemaPathFrom(folder);
    const text =
      base === undefined
        ? (await loadStartingFile())({ name, file, schemaPath })
        : extendingFile({ name, file, schemaPath, base: baseFrom(folder, base), typed: base });
    await refusingFiles(() => {
      makeFolders(folder);
      writeNewFile(file, [Buffer.from(text)]);
    });
    print(`${file} is there. See what it would do with: npx orrery plan ${JSON.stringify(file)}\n`);
    return exitCodes.ok;
  },
};

/** The JSON Schema that comes with the program, as seen from a folder. */
const schemaPathFrom = (folder: string): string => pathFrom(folder, join(shippedFolder(), "scenario.schema.json"));

/** How a file of the folder names another scenario. */
const baseFrom = (folder: string, base: string): string => (namesShipped(base) ? base : pathFrom(folder, base));

function pathFrom(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** Throws `ScenarioErrors` with all that is wrong with the scenario that shall be extended, or where it lies. */
function checkBase<Scenario extends ScenarioBasics>(model: Model<Scenario>, base: string, file: string): void {
  loadAll(model, [base]);
  const root = projectFolder(file);
  if (!namesShipped(base) && !isWithin(root, base)) throw new UsageError(messages.baseOutside(base, root));
}
