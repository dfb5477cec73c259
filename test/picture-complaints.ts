/** What vega says against a picture while it draws it: in a report these are messages on the console of the browser. */
import { parse, View, Warn } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { PictureSpec } from "../sim/experiment/picture-spec.js";

/** Warnings and errors, each after the name of its picture, and numbers that are none. */
export async function complaintsOf(pictures: readonly PictureSpec[]): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { name, spec } of pictures) {
    const say = (...words: readonly unknown[]) => {
      told.push(`${name}: ${words.join(" ")}`);
      return logger;
    };
    const quiet = () => logger;
    const logger: ReturnType<View["logger"]> = {
      level: () => Warn,
      error: say,
      warn: say,
      info: quiet,
      debug: quiet,
    };
    const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { logger });
    const view = new View(parse(compiled), { renderer: "none", logger });
    const svg = await view.toSVG();
    view.finalize();
    for (const [word] of svg.matchAll(/NaN|undefined|Infinity/g)) told.push(`${name}: draws ${word}`);
  }
  return told;
}
