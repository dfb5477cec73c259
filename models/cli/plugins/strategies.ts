import type { Parameters } from "../../../sim/units/plugins.js";
import { parameterTexts } from "../../../sim/scenario/parameter-texts.js";
import { nearestWord } from "../../../sim/scenario/nearest.js";
import { type Command, UsageError } from "../../../sim/cli/command.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";
import { type RegistryEntry, registries } from "../../registries.js";
import { messages } from "../texts/messages.js";

/** `orrery strategies`: the plug-ins that a scenario can choose. */
export const strategiesCommand: Command = {
  usage: "strategies [LIST]",
  about: `Lists the plug-ins that a scenario can choose, with their parameters: ${registries.map(({ name }) => name).join(", ")}. LIST is one of these.`,
  options: {
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery strategies", "orrery strategies curves --json"],
  run: (args) => {
    const asked = registriesAsked(args.words);
    print(args.flag("json") ? `${JSON.stringify(asJson(asked), null, 2)}\n` : asked.map(textOf).join("\n"));
    return exitCodes.ok;
  },
};

function registriesAsked([name, another]: readonly string[]): readonly RegistryEntry[] {
  if (name === undefined) return registries;
  const names = registries.map((registry) => registry.name);
  const found = registries.filter((registry) => registry.name === name);
  if (found.length === 0 || another !== undefined) {
    throw new UsageError(messages.noList(another ?? name, names, nearestWord(another ?? name, names)));
  }
  return found;
}

const asJson = (asked: readonly RegistryEntry[]): object =>
  Object.fromEntries(
    asked.map(({ name, common, plugins }) => [
      name,
      plugins.map(({ id, about, parameters }) => ({
        id,
        about,
        parameters: parameterTexts({ ...common, ...parameters }).map(({ default: usual = null, ...rest }) => ({
          ...rest,
          default: usual,
        })),
      })),
    ]),
  );

function textOf({ name, choice, common, plugins }: RegistryEntry): string {
  const lines = plugins.flatMap(({ id, about, parameters }) => [`  ${id}: ${about}`, ...parameterLines(parameters)]);
  const shared = Object.keys(common).length === 0 ? [] : ["  all of them:", ...parameterLines(common)];
  return [`${name} (${choice})`, ...lines, ...shared, ""].join("\n");
}

const parameterLines = (parameters: Parameters): readonly string[] =>
  parameterTexts(parameters).map(({ name, about, allowed, default: usual, isRequired }) => {
    const unless = usual === undefined ? "" : `; ${textOfDefault(usual)} unless given`;
    return `    ${name}: ${about} (${allowed}${unless}${isRequired ? "; required" : ""})`;
  });

const textOfDefault = (usual: unknown): string => (typeof usual === "string" ? usual : JSON.stringify(usual));
