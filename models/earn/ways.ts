/** The scenario with the operator in it, once for each way to divide its workers. */
import { durationText } from "../../sim/units/readable.js";
import {
  type FileOptions,
  loadFile,
  type ReadyScenario,
  readyScenario,
  ScenarioErrors,
} from "../../sim/experiment/ready-scenario.js";
import type { Model } from "../../sim/experiment/model.js";
import type { Override } from "../../sim/scenario/override.js";
import type { Scenario } from "../scenario/schema.js";
import { switchesOf } from "../scenario/switches.js";
import { messages } from "./messages.js";
import type { WholeOperator } from "./operator.js";

/** The scenario that is asked unless one is named: the network of today. */
export const today = "orrery:mainnet-2026-10";
/** What the operator's class is called. */
export const asker = "you";
/** Where the scenario says one replication only. */
const usualReplications = 8;
/** Nodes that one is compared with. */
const split = 3;
/** Joins take two epochs, and something shall be earned after them. */
const minEpochs = 6;

export interface Way {
  readonly nodes: number;
  readonly ready: ReadyScenario<Scenario>;
  /** Length of the run less when it appears in the mean, days. */
  readonly days: number;
}

/** As typed first, then the other: three nodes beside one, one beside many. Throws `ScenarioErrors` with all that is wrong. */
export function waysOf(
  model: Model<Scenario>,
  file: string,
  operator: WholeOperator,
  options: FileOptions,
): readonly Way[] {
  const base = loadFile(model, file, options);
  if (!base.ok)
    throw new ScenarioErrors(
      base.errors.map((error) => (error.path === "model" ? { ...error, message: messages.otherModel() } : error)),
    );
  const { value: scenario, errorFor } = base;
  const { lifecycle, epochFrames } = switchesOf(scenario);
  if (lifecycle === "trie") throw new ScenarioErrors([errorFor("rules", messages.before21())]);
  const epochUs = epochFrames * scenario.frames.pace;
  if (scenario.horizon < minEpochs * epochUs)
    throw new ScenarioErrors([errorFor("horizon", messages.tooShort(durationText((minEpochs * epochUs) / 1e6)))]);
  const { workers, nodes } = operator;
  const other = nodes > 1 ? 1 : Math.min(split, workers);
  return [nodes, other]
    .filter((one, k, all) => all.indexOf(one) === k)
    .map((divided) => {
      const set = overridesFor(operator, divided, { epochUs, index: scenario.operators.length });
      const several: Override[] = scenario.replications > 1 ? [] : [`replications=${usualReplications}`];
      const overrides = [...several, ...(options.overrides ?? []), ...set];
      const loaded = loadFile(model, file, { ...options, overrides });
      if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
      const ready = readyScenario(model, file, loaded);
      return { nodes: divided, ready, days: (ready.scenario.horizon - epochUs / 2) / 86_400e6 };
    });
}

/** It appears within the first epoch, at a time that is drawn: how long it waits hangs on where in its epoch it asks. */
function overridesFor(
  { workers, seniority, uptime, price, profile, cost }: WholeOperator,
  nodes: number,
  { epochUs, index }: { readonly epochUs: number; readonly index: number },
): Override[] {
  const each = workers % nodes === 0 ? workers / nodes : { total: workers };
  const appear = { from: "0 s", until: `${epochUs} us` };
  const entry = { class: asker, count: 1, nodes, workers: each, seniority, uptime, appear };
  // A market of the scenario's own goes with its path of prices.
  const market: Override[] =
    price === undefined ? [] : [{ flag: "--price", text: `market=${JSON.stringify({ price: { start: price } })}` }];
  const costs: Override[] = [
    ...(profile === undefined
      ? []
      : [{ flag: "--profile", text: `operators[${index}].profile=${JSON.stringify(profile)}` }]),
    ...(cost === undefined ? [] : [{ flag: "--cost", text: `operators[${index}].cost=${cost}` }]),
  ];
  return [{ flag: "the operator", text: `operators+=[${JSON.stringify(entry)}]` }, ...market, ...costs];
}
