/** The first line of a file of scenes: what the run is, and the words of its scenes. */
import { backgroundOf } from "../background.js";
import { keeps, type Model, type ScenarioBasics } from "../model.js";
import type { SceneHead } from "./scene.js";

/** Undefined: the model shows no scenes. */
export function sceneHead<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  scenario: Scenario,
  replication: number,
): SceneHead | undefined {
  const words = model.sceneWords?.(scenario);
  if (words === undefined) return undefined;
  const { timeline, timelineUs = [] } = backgroundOf(model, scenario);
  return {
    scenes: 1,
    scenario: scenario.name,
    about: scenario.about,
    seed: String(scenario.seed),
    replication,
    horizonUs: scenario.horizon,
    planned: timeline.map((text, k) => ({ atUs: timelineUs[k] ?? null, text })),
    words: { ...words, hasLog: keeps(model, "events") },
  };
}
