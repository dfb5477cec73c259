import { z } from "zod";
import { dollars, duration, share } from "../../sim/units/schema.js";
import {
  definePolicy,
  fullCostUsd,
  lastingUs,
  type OperatorAction,
  type OperatorView,
  runningCostUsd,
} from "./policy.js";

/**
 * Entry and exit as firms do it: machines run while they earn what they cost to run, and more are bought where they earn what they
 * cost in all, and something beyond; between the two nothing changes. What hardware has cost is lost to who leaves, so that it keeps
 * nobody from staying (assumptions: Dixit 1989, Entry and Exit Decisions under Uncertainty, has the band between the two).
 */
export const byProfit = definePolicy({
  id: "by profit",
  about:
    "leaves, or switches off, when its machines have earned too little for too long, enters and grows when they have earned enough",
  parameters: {
    patience: duration().prefault("14 d").describe("how long it must have been so before anything is done about it"),
    short: share()
      .prefault("0 %")
      .describe("share of its costs by which revenue must fall short of them to be too little"),
    surplus: share().prefault("25 %").describe("share of all costs by which revenue must exceed them to be enough"),
    hardware: z
      .enum(["sunk", "counted"])
      .default("sunk")
      .describe("whether what is written off counts among the costs of who thinks of leaving"),
    response: z
      .enum(["exit", "pause", "shrink"])
      .default("exit")
      .describe("what it does about too little: exit for good, pause until it pays again, or shrink by `step`"),
    step: share().prefault("0 %").describe("share of its machines, at least one, by which it grows or shrinks"),
    most: z.int().min(0).max(10_000).default(0).describe("machines up to which it grows; 0: it never does"),
    cluster: share()
      .optional()
      .describe(
        "share of all costs that a cluster must save in hosting for its nodes to become one; never unless given",
      ),
    owes: dollars().optional().describe("dollars of debt above which it exits at once; never unless given"),
  },
  create({ patience, short, surplus, hardware, response, step, most, cluster, owes }) {
    const portion = (machines: number): number => Math.max(1, Math.floor(machines * step));
    const growing = ({ machines, machineUsd, cashUsd }: OperatorView): OperatorAction => {
      const affordable = machineUsd > 0 ? Math.floor(Math.max(0, cashUsd) / machineUsd) : most;
      const more = Math.min(portion(machines), most - machines, affordable);
      return more > 0 ? { do: "expand", machines: more } : { do: "stay" };
    };
    return {
      decide(view, memory) {
        const { state, costs, revenueUsdPerDay: revenue, nowUs, machines, nodes, cashUsd } = view;
        const [all, running] = [fullCostUsd(costs), runningCostUsd(costs)];
        if (owes !== undefined && state !== "outside" && cashUsd < -owes) return { do: "exit" };
        // Whoever owns machines that are switched off asks what running them costs.
        const wanted = (state === "paused" ? running : all) * (1 + surplus);
        const isGood = lastingUs(memory, "goodSinceUs", revenue > wanted, nowUs) >= patience;
        if (state !== "running") return isGood ? entering(view) : { do: "stay" };
        const needed = (hardware === "sunk" ? running : all) * (1 - short);
        const isBad = lastingUs(memory, "badSinceUs", revenue < needed, nowUs) >= patience;
        if (isBad) return response === "shrink" ? { do: "shrink", machines: portion(machines) } : { do: response };
        if (cluster !== undefined && nodes > 1 && (costs.hostingUsd * (nodes - 1)) / nodes > cluster * all)
          return { do: "consolidate" };
        return isGood ? growing(view) : { do: "stay" };
      },
    };
  },
});

/** Machines that are there need not be bought. */
const entering = ({ state, machines, machineUsd, cashUsd }: OperatorView): OperatorAction =>
  state === "paused" || cashUsd >= machines * machineUsd ? { do: "enter" } : { do: "stay" };
