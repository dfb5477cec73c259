import type { Parameters } from "../../../sim/units/plugins.js";
import { parameterTexts } from "../../../sim/scenario/parameter-texts.js";
import { nearestWord } from "../../../sim/scenario/nearest.js";
import { type Command, UsageError } from "../../../sim/cli/command.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";
import { type RegistryEntry, registries } from "../../registries.js";
import { messages } from "../texts/messages.js";
import { profileLines, profileList, profilesJson } from "./profile-list.js";

/** What `orrery strategies` lists: plug-ins, and profiles, of which there is one list. */
const names = [...registries.map(({ name }) => name), profileList.name];

/** `orrery strategies`: the plug-ins that a scenario can choose, and profiles of operators. */
export const strategiesCommand: Command = {
  usage: "strategies [LIST]",
  about: `Lists what a scenario can choose, with parameters, figures and their sources: ${names.join(", ")}. LIST is one of these.`,
  options: {
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery strategies", "orrery strategies curves --json", "orrery strategies profiles"],
  run: (args) => {
    const asked = listsAsked(args.words);
    const plugins = registries.filter(({ name }) => asked.includes(name));
    const hasProfiles = asked.includes(profileList.name);
    if (args.flag("json")) {
      const lists = { ...asJson(plugins), ...(hasProfiles && { [profileList.name]: profilesJson() }) };
      print(`${JSON.stringify(lists, null, 2)}\n`);
    } else print([...plugins.map(textOf), ...(hasProfiles ? [profilesText()] : [])].join("\n"));
    return exitCodes.ok;
  },
};

function listsAsked([name, another]: readonly string[]): readonly string[] {
  if (name === undefined) return names;
  if (!names.includes(name) || another !== undefined)
    throw new UsageError(messages.noList(another ?? name, names, nearestWord(another ?? name, names)));
  return [name];
}

const profilesText = (): string => [`${profileList.name} (${profileList.choice})`, ...profileLines(), ""].join("\n");

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
