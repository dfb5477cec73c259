/** What `orrery run` was asked for: which scenarios, which replications of each, and from where on. */
import type { Model, ScenarioBasics, StoredMoment } from "../experiment/model.js";
import { loadAll, type ReadyScenario } from "../experiment/ready-scenario.js";
import { readyToGoOn } from "../experiment/snapshot/go-on.js";
import { messages as why } from "../experiment/snapshot/messages.js";
import { momentsOf } from "../experiment/snapshot/moments.js";
import { SnapshotRefusal } from "../experiment/snapshot/refusal.js";
import { type Arguments, UsageError } from "./command.js";
import { fileOptions } from "./load.js";
import { type NamedSnapshot, snapshotTyped } from "./snapshots.js";
import { messages } from "./terminal/messages.js";

/** Which replications of a scenario, in ascending order. */
export interface Replications {
  readonly list: readonly number[];
  /** The one that was asked for, where the scenario has others too. */
  readonly only?: number;
}

/** The model of a file that was typed, or of all. */
export type ModelOfFile<Scenario extends ScenarioBasics> = (file: string) => Model<Scenario>;

export interface TypedRun<Scenario extends ScenarioBasics> {
  readonly model: Model<Scenario>;
  readonly ready: ReadyScenario<Scenario>;
  readonly replications: Replications;
  readonly events: boolean;
  /** Where each replication goes on from; undefined: they begin. */
  readonly from?: NamedSnapshot & { readonly moments: readonly StoredMoment[] };
}

/** Throws `UsageError`, `SnapshotRefusal` and `ScenarioErrors`. */
export function typedRuns<Scenario extends ScenarioBasics>(
  modelOf: ModelOfFile<Scenario>,
  args: Arguments,
): readonly TypedRun<Scenario>[] {
  const files = args.words;
  const from = snapshotTyped(args);
  if (from !== undefined) return [goingOn(modelOf(from.name), from, args)];
  if (files.length === 0) throw new UsageError(messages.needsFile("run"));
  return loadAll(modelOf, files, fileOptions(args)).map((ready) => ({
    model: modelOf(ready.file),
    ready,
    replications: replicationsOf(ready.scenario, args),
    events: args.flag("events"),
  }));
}

function goingOn<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  from: NamedSnapshot,
  args: Arguments,
): TypedRun<Scenario> {
  const { name, snapshot } = from;
  if (args.words.length > 1) throw new UsageError(messages.oneSnapshot());
  if (args.flag("trace")) throw new UsageError(messages.noTraceFrom());
  if (args.flag("events") && !snapshot.events) throw new SnapshotRefusal(why.refused(name, why.otherLog(false)));
  const ready = readyToGoOn(model, { name, snapshot, file: args.words[0] }, fileOptions(args));
  const replications = storedReplications(ready.scenario, snapshot.replications, args);
  // The log goes on as it began.
  return {
    model,
    ready,
    replications,
    events: snapshot.events,
    from: { ...from, moments: momentsOf(snapshot, replications.list) },
  };
}

/** All replications of a scenario, or the one that was asked for. Throws `UsageError`. */
function replicationsOf({ replications }: ScenarioBasics, args: Arguments): Replications {
  const text = args.text("replication");
  if (text === undefined) return { list: Array.from({ length: replications }, (_, k) => k) };
  const only = Number(text);
  if (!/^\d{1,6}$/.test(text) || only >= replications)
    throw new UsageError(messages.badReplication(text, replications));
  return { list: [only], only };
}

/** Those of the snapshot that the scenario still has; a snapshot may be of one alone. */
function storedReplications(
  scenario: ScenarioBasics,
  stored: readonly { readonly replication: number }[],
  args: Arguments,
): Replications {
  if (args.text("replication") !== undefined) return replicationsOf(scenario, args);
  const list = stored
    .map(({ replication }) => replication)
    .filter((replication) => replication < scenario.replications);
  if (list.length === 0)
    throw new SnapshotRefusal(
      why.notInSnapshot(
        0,
        stored.map(({ replication }) => replication),
      ),
    );
  return list.length === scenario.replications ? { list } : { list, only: list[0] };
}
