/** Where in the code something was thrown while a module was loaded: what engines and compilers say of it differs. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Thrown {
  /** `file:line:column`, as far as it is known; or empty. */
  readonly place: string;
  /** What was thrown, in a line. */
  readonly what: string;
}

export function placeOf(error: unknown): Thrown {
  if (!(error instanceof Error)) return { place: "", what: String(error) };
  const { name, message, stack = "" } = error;
  // A compiler puts the place into its message: `mine.ts:1:21: ERROR: Expected …`.
  const compiled = /^(.+:\d+:\d+): (?:ERROR|error): (.*)$/m.exec(message);
  if (compiled !== null) return { place: pathOf(compiled[1]), what: compiled[2] };
  const importer = /^(.*) imported from (.+)$/m.exec(message);
  if (importer !== null) return { place: pathOf(importer[2]), what: importer[1] };
  const what = `${name}: ${message.split("\n")[0]}`;
  // What does not fit together, before anything of it runs, has its place in the first line of the stack, and the text below.
  const linked = /^([^\n]+\.[cm]?[jt]s:\d+)\n/.exec(stack);
  if (linked !== null) return { place: pathOf(linked[1]), what };
  return { place: inBundle(pathOf(ownCall(stack))), what };
}

/** The innermost call that is neither the engine's nor a library's. */
const ownCall = (stack: string): string =>
  [...stack.matchAll(/^\s+at (?:.*\()?([^()\n]+:\d+:\d+)\)?$/gm)]
    .map(([, place]) => place)
    .find((place) => !/^node:|[\\/]node_modules[\\/]/.test(place)) ?? "";

const pathOf = (place: string): string => {
  const url = /^(?:async )?(file:\S+?)((?::\d+)*)$/.exec(place);
  return url === null ? place : `${fileURLToPath(url[1])}${url[2]}`;
};

/** Bundles have the path of each module above its text: the place in the bundle, and which module stands there. */
function inBundle(place: string): string {
  const [, file, line] = /^(.+[\\/]program[\\/][^\\/]+\.js):(\d+):\d+$/.exec(place) ?? [];
  if (file === undefined || !existsSync(file)) return place;
  const above = readFileSync(file, "utf8").split("\n").slice(0, Number(line)).reverse();
  const module = above
    .map((text) => /^\/\/ ((?:models|sim)\/.+\.js)$/.exec(text)?.[1])
    .find((path) => path !== undefined);
  return module === undefined ? place : `${join(dirname(dirname(file)), module)} (${place})`;
}
