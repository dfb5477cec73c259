/** How nodes look for peers where they lack some, as a scenario says. */
import { counted } from "../../sim/units/readable.js";
import { z } from "zod";
import type { Infeasible } from "../../sim/experiment/model.js";
import { duration } from "../../sim/units/schema.js";
import { limitsOfClasses } from "./limits.js";
import type { GossipScenario } from "./schema.js";

export const discoveryField = () =>
  z
    .strictObject({
      book: z
        .int()
        .min(1)
        .max(2000)
        .describe(
          "nodes whose addresses a node has from bootstrap peers and the DHT; it dials no others, but those that have dialled it",
        ),
      every: duration()
        .prefault("30 s")
        .describe(
          "time from one look for peers to the next, of a node that has opened fewer connections than `connections`",
        ),
      timeout: duration().prefault("30 s").describe("time for which whoever dials waits for an answer"),
      idle: duration()
        .prefault("120 s")
        .describe("time after which two nodes that a fault keeps from hearing each other close their connection"),
      exchange: z
        .boolean()
        .optional()
        .describe(
          "whether nodes tell whom they prune of other peers; unless given, those of `go` do, and only they can",
        ),
      exchangeScore: z
        .number()
        .optional()
        .describe(
          "score from which on a node listens to what a peer that prunes it tells; the Go node's 1000 unless given",
        ),
    })
    .describe(
      "nodes close connections to who has crashed or is cut off, and look for others; unless given, all connections stay",
    );

/** What cannot be said of it. */
export function discoveryProblems(scenario: GossipScenario): readonly Infeasible[] {
  const { discovery, users, nodes, connections, subscriptions } = scenario;
  if (discovery === undefined) return [];
  const { book, every, timeout, idle, exchange, exchangeScore } = discovery;
  const limits = limitsOfClasses(scenario);
  const taking = nodes.reduce((sum, { count }, k) => sum + (limits[k].inbound > 0 ? count : 0), 0);
  const positive = { every, timeout, idle };
  return [
    ...(users === undefined
      ? []
      : [
          {
            path: "discovery",
            message: "discovery beside users, whose channels are connected each by itself; leave one of both out",
          },
        ]),
    ...(subscriptions === undefined
      ? []
      : [
          {
            path: "discovery",
            message:
              "discovery beside subscriptions that change: who connects would have to say how; leave one of both out",
          },
        ]),
    ...(book >= connections
      ? []
      : [{ path: "discovery.book", message: `fewer than the ${connections} that a node connects to` }]),
    ...(book < taking
      ? []
      : [
          {
            path: "discovery.book",
            message: `${counted(taking, "node takes", "nodes take")} connections, so at most ${counted(taking - 1, "other")}`,
          },
        ]),
    ...(scenario.transport !== "go" && (exchange === true || exchangeScore !== undefined)
      ? [
          {
            path: exchange === true ? "discovery.exchange" : "discovery.exchangeScore",
            message: `"${scenario.transport}" has no peer exchange; only "go" has`,
          },
        ]
      : []),
    ...(exchange === false && exchangeScore !== undefined
      ? [{ path: "discovery.exchangeScore", message: "given beside `exchange: false`; leave one of both out" }]
      : []),
    ...Object.entries(positive).flatMap(([name, us]) =>
      us > 0 ? [] : [{ path: `discovery.${name}`, message: "allowed is more than 0" }],
    ),
    ...nodes.flatMap(({ perAddress }, k) =>
      perAddress === 1
        ? []
        : [{ path: `nodes[${k}].perAddress`, message: "beside discovery every node has an address; allowed is 1" }],
    ),
  ];
}
