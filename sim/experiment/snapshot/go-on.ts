/** From a snapshot to a run that goes on from it: with what it said, or with other values where those may be others. */
import { durationText } from "../../units/readable.js";
import type { Infeasible, Model, ScenarioBasics } from "../model.js";
import {
  loadFile,
  type FileOptions,
  readyScenario,
  type ReadyScenario,
  ScenarioErrors,
  withAgainst,
} from "../ready-scenario.js";
import { differingPaths } from "./differing-paths.js";
import { messages } from "./messages.js";
import type { Snapshot } from "./snapshot.js";

export interface GoingOn {
  /** What the snapshot is called in messages. */
  readonly name: string;
  readonly snapshot: Snapshot;
  /** A scenario file that says how it goes on; what the snapshot says unless given. */
  readonly file?: string | undefined;
}

/**
 * The scenario of a run that goes on. Throws `ScenarioErrors` for all that is wrong with it, and for every value that is
 * another than it was and cannot be, where it was written.
 */
export function readyToGoOn<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { name, snapshot, file }: GoingOn,
  options: FileOptions = {},
): ReadyScenario<Scenario> {
  const inside = insideOf(name);
  const from = file === undefined ? { ...options, text: snapshot.resolvedYaml } : options;
  const loaded = loadFile(model, file ?? inside, from);
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  checkChanges(model, snapshot, { scenario: loaded.value, errorFor: loaded.errorFor });
  const ready = readyScenario(model, file ?? inside, loaded);
  // As it would have gone on anyway it is the whole run; of a fork, what it is held against would have to fork as well.
  return ready.resolvedYaml === snapshot.resolvedYaml ? withAgainst(model, ready, from) : ready;
}

/** Throws `ScenarioErrors` for every value that is another than it was in the run that was stored, and cannot be. */
export function checkChanges<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  snapshot: Snapshot,
  { scenario, errorFor }: Pick<ReadyScenario<Scenario>, "scenario" | "errorFor">,
): void {
  const before = loadFile(model, insideOf(snapshot.scenario), { text: snapshot.resolvedYaml });
  if (!before.ok) throw new ScenarioErrors(before.errors);
  const fixed = refusalsOf(model, snapshot, before.value, scenario);
  if (fixed.length > 0) throw new ScenarioErrors(fixed.map(({ path, message }) => errorFor(path, message)));
}

/** What the scenario in a snapshot is called. */
const insideOf = (name: string): string => `${name}/scenario.resolved.yaml`;

/** What another scenario says that a run cannot have otherwise once it is under way. */
function refusalsOf<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "whyFixed">,
  { atUs }: Pick<Snapshot, "atUs">,
  before: Scenario,
  after: Scenario,
): Infeasible[] {
  const at = durationText(atUs / 1e6);
  return differingPaths(before, after).flatMap((path) => {
    const basic = basicReason(path, before, after);
    const why = basic === undefined ? model.whyFixed({ path, before, after, atUs }) : basic;
    return why === null ? [] : [{ path, message: messages.cannotChange(at, why) }];
  });
}

/** Of what every scenario says: why it stays as it is; null: it may be another. Undefined: that is for the model to say. */
function basicReason(path: string, before: ScenarioBasics, after: ScenarioBasics): string | null | undefined {
  if (path === "name" || path === "about") return null;
  // What is told of a run when it is over.
  if (/^(warmUp|outputs|claims)\b/.test(path)) return null;
  if (path === "seed") return messages.seedIsFixed();
  if (path === "fidelity") return messages.fidelityIsFixed();
  if (path !== "replications") return undefined;
  return after.replications < before.replications ? null : messages.noMoreReplications(before.replications);
}
