/** What a scenario cannot say of users. */
import type { Infeasible } from "../../sim/experiment/model.js";
import { amountText, counted, countText } from "../../sim/units/readable.js";
import { placeShares, playedOf, sampleSize, usersUntil } from "./channel-sample.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";

/** Messages that a run may simulate, and rows of its table of messages. */
const maxMessages = 1_000_000;
/** The Go node sends over single bits of a mask. */
const maskBits = 256;

export function userProblems(scenario: GossipScenario): readonly Infeasible[] {
  const { users, messages } = scenario;
  if (users === undefined)
    return messages.length > 0
      ? []
      : [{ path: "messages", message: "nothing is published; give `messages`, or `users` who write" }];
  return [...besides(scenario), ...onChannels(scenario, users), ...written(scenario, users)];
}

/** Fields that say of other networks what users say of theirs. */
function besides({ messages, channels, channelsPerNode, nodes }: GossipScenario): readonly Infeasible[] {
  const place = "who is on which channel is drawn by `users.members` and `places`";
  return [
    ...(messages.length === 0
      ? []
      : [{ path: "messages", message: "of users only some channels are simulated; leave `messages` or `users` out" }]),
    ...(channels === 1 ? [] : [{ path: "channels", message: `read ${channels} beside users; ${place}` }]),
    ...(channelsPerNode === undefined ? [] : [{ path: "channelsPerNode", message: `given beside users; ${place}` }]),
    ...nodes.flatMap(({ perAddress }, k) =>
      perAddress === 1
        ? []
        : [{ path: `nodes[${k}].perAddress`, message: "beside users every node has an address; allowed is 1" }],
    ),
  ];
}

function onChannels({ nodes, transport }: GossipScenario, users: Users): readonly Infeasible[] {
  const shares = placeShares(nodes);
  if (shares.every((share) => share === 0))
    return [{ path: "nodes", message: "nobody listens; some class needs to, to be on channels of users" }];
  return [
    ...nodes.flatMap(({ count, class: name }, k) =>
      users.members * shares[k] <= count
        ? []
        : [
            {
              path: "users.members",
              message: `${amountText(users.members * shares[k])} of ${counted(users.members, "member")} would be of class "${name}", which has ${counted(count, "node")}`,
            },
          ],
    ),
    ...(transport === "go" && users.channels > maskBits
      ? [
          {
            path: "users.channels",
            message: `the Go node sends over the ${counted(maskBits, "bit")} of masks, which all channels share; allowed are up to ${maskBits}, each a bit with all that goes over it`,
          },
        ]
      : []),
  ];
}

function written(scenario: GossipScenario, users: Users): readonly Infeasible[] {
  const { horizon } = scenario;
  const { at, rate } = users;
  if (rate === 0) return [{ path: "users.rate", message: "allowed is more than 0" }];
  const until = usersUntil(users, horizon);
  if (until <= at)
    return [
      { path: "users.at", message: `users begin at ${at / 1e6} s, and end at ${until / 1e6} s; they need a time to write` }, // prettier-ignore
    ];
  const simulated = sampleSize(users);
  const count = playedOf(scenario).messages.reduce((sum, { every }) => sum + (until - at) / every, 0);
  return [
    ...(count > maxMessages
      ? [
          {
            path: "users.rate",
            message: `about ${counted(Math.round(count), "message")} on the ${counted(simulated, "channel")} that are simulated; allowed are ${countText(maxMessages)}: more channels, a smaller sample or a shorter time have fewer`,
          },
        ]
      : []),
    ...(count < 1
      ? [
          {
            path: "users.rate",
            message: `about ${amountText(count)} messages on the ${counted(simulated, "channel")} that are simulated; at least 1 is needed: a longer time or a larger sample have more`,
          },
        ]
      : []),
  ];
}
