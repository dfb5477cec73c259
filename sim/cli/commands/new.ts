import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { files } from "../../files/file-system.js";
import { writeNewFile } from "../../files/trees.js";
import { fileNameRule, isFileName } from "../../units/file-name.js";
import { type Command, UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages as experimentMessages } from "../../experiment/messages.js";
import { messages } from "../terminal/messages.js";
import { refusingFiles } from "../refusing-files.js";
import { print } from "../terminal/output-streams.js";

/** `orrery new`: a file to begin with. */
export const newCommand: Command = {
  usage: "new NAME",
  about:
    "Writes NAME.yaml, a small scenario that runs as it is, with a comment at every choice. Never overwrites a file.",
  options: { help: { type: "boolean", alias: "h", describe: "show this" } },
  examples: ["orrery new first"],
  run: async ({ words }, { examples, loadStartingFile }) => {
    const [word, another] = words;
    if (word === undefined) throw new UsageError(messages.needsName(examples.name));
    if (another !== undefined) throw new UsageError(messages.tooManyWords("new NAME", another));
    const name = word.replace(/\.ya?ml$/, "");
    if (!isFileName(name)) throw new UsageError(experimentMessages.badName(word, fileNameRule));
    const file = `${name}.yaml`;
    if (files.lstat(file) !== undefined) throw new UsageError(messages.fileExists(file));
    const startingFile = await loadStartingFile();
    const text = startingFile({ name, schemaPath: schemaPath() });
    await refusingFiles(() => writeNewFile(file, [Buffer.from(text)]));
    print(`${file} is there. See what it would do with: npx orrery plan ${JSON.stringify(file)}\n`);
    return exitCodes.ok;
  },
};

/** The JSON Schema that comes with the program, as seen from the working directory. */
function schemaPath(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const compiled = here.split(sep).includes("dist");
  const root = join(here, compiled ? "../../../.." : "../../..");
  const path = relative(process.cwd(), join(root, "scenarios", "scenario.schema.json"))
    .split(sep)
    .join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
