import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelopeBytes } from "./envelope.js";
import { flowNames, flowsOf, type FlowNetwork, type FlowShard } from "./flows.js";

const transports = ["go", "rustJune", "rustFork"] as const;
const network: FlowNetwork = { archives: 5n, nodes: 84n, frameMs: 10_000n, requestBytes: 0n, appRequestBytes: 0n };
const count = (max: bigint) => fc.bigInt({ min: 0n, max });
const shards = fc.array(fc.record({ members: count(40n), leaves: count(70n), depth: count(5n) }), { maxLength: 6 });

describe("flows of a frame", () => {
  it("are the sums of those of single shards, and an empty shard sends nothing", () => {
    fc.assert(
      fc.property(shards, fc.constantFrom(...transports), (list, transport) => {
        const idle = flowsOf(network, [], transport);
        const each = list.map((shard) => flowsOf(network, [shard], transport));
        const all = flowsOf(network, list, transport);
        for (const name of flowNames) {
          for (const field of ["messages", "bytes"] as const) {
            const sum = each.reduce((total, flows) => total + flows[name][field] - idle[name][field], 0n);
            expect(all[name][field]).toBe(sum + idle[name][field]);
          }
        }
        const empty: FlowShard = { members: 0n, leaves: 9n, depth: 4n };
        expect(flowsOf(network, [...list, empty], transport)).toEqual(all);
      }),
      { seed: 1 },
    );
  });

  it("are nothing between archives where there is one, and no polls where frames are gossiped", () => {
    const alone = flowsOf({ ...network, archives: 1n }, [], "rustFork");
    expect([alone.globalProposal, alone.globalVotes, alone.globalCertificates].map(({ messages }) => messages)).toEqual(
      [0n, 0n, 0n],
    );
    expect(flowsOf(network, [], "go").framePoll.messages).toBe(0n);
    expect(flowsOf({ ...network, frameMs: 999n, nodes: 1n }, [], "rustJune").framePoll.messages).toBe(0n);
    expect(flowsOf({ ...network, frameMs: 1500n, nodes: 3n }, [], "rustJune").framePoll.messages).toBe(4n);
  });

  it("of reward proofs are smaller in October than in June, since only the leader opens its replica", () => {
    const shard: FlowShard = { members: 20n, leaves: 64n, depth: 3n };
    const [june, october] = (["rustJune", "rustFork"] as const).map((transport) =>
      Number(flowsOf(network, [shard], transport).rewardProofs.bytes),
    );
    expect(june / october).toBeGreaterThan(15);
  });

  it("are in envelopes where they are gossiped, and bare where they are called", () => {
    expect(transports.map((transport) => envelopeBytes("gossip", transport))).toEqual([250, 250, 1600]);
    expect(transports.map((transport) => envelopeBytes("rpc", transport))).toEqual([0, 0, 0]);
    const proposal = (transport: (typeof transports)[number]) =>
      flowsOf({ ...network, archives: 2n }, [], transport).globalProposal.bytes;
    expect(proposal("go") - proposal("rustJune")).toBe(250n);
  });
});
