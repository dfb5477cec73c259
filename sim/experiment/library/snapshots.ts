import { codeVersion } from "../../program/code-version.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { readyToGoOn } from "../snapshot/go-on.js";
import { readSnapshot } from "../snapshot/read-snapshot.js";
import type { Snapshot } from "../snapshot/snapshot.js";
import type { LoadScenarioOptions } from "./load-scenario.js";

/** What a snapshot is called in messages. */
const name = "the snapshot";

/** What is in the file of a snapshot. Throws `SnapshotRefusal` for what is no whole snapshot of this code. */
export const snapshotIn = (file: Uint8Array): Snapshot => readSnapshot(file, name, codeVersion());

/** The scenario of a run that was stored, with other values. Throws `ScenarioErrors`. */
export const scenarioOf = <Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  snapshot: Snapshot,
  { set = [], root }: LoadScenarioOptions = {},
): ReadyScenario<Scenario> => readyToGoOn(model, { name, snapshot }, { overrides: set, root });
