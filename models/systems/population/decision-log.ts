/** What operators decide about their machines, for the log: at the look, with what they saw. What they do about it may come later. */
import type { Network } from "../../changes/network.js";
import { latestNodes } from "../../changes/strategies/nodes-of.js";
import { fullCostUsd, type OperatorAction, type OperatorView, runningCostUsd } from "../../policies/policy.js";
import { logOfAll, logOfProver } from "../../state/log/log-of.js";

/** Told of each prover whose node is there; of an operator without one as of the network, by the operator's number. */
export function logDecision(
  network: Network,
  operator: number,
  { view, action }: { readonly view: OperatorView; readonly action: OperatorAction },
): void {
  const { log, world } = network;
  if (log === null) return;
  const frame = network.nextFrame();
  const machines = "machines" in action ? action.machines : view.machines;
  const nodes = latestNodes(world, operator);
  const told = nodes.map((node) => logOfProver(network, world.nodes.prover[node], frame));
  for (const record of told.length > 0 ? told : [logOfAll(network, frame)])
    record?.("scenario.operators", `operator decides to ${action.do}`, seenText(view), {
      other: operator,
      value: machines,
    });
}

/** Dollars a day as it saw them, and at which price. */
function seenText({ state, revenueUsdPerDay, costs, priceUsd }: OperatorView): string {
  const earned = `${usd(revenueUsdPerDay)} USD a day`;
  const earning = state === "running" ? `its machines earned ${earned}` : `its machines would earn ${earned}`;
  return `${earning}, run for ${usd(runningCostUsd(costs))} and cost ${usd(fullCostUsd(costs))} in all, at ${usd(priceUsd)} USD a token`;
}

const usd = (amount: number): string => String(Number(amount.toPrecision(3)));
