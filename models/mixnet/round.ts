/**
 * A round, from state to state. Every player waits for every other, without a limit:
 *
 *     preparing    each dealer deals shares of every layer to each player
 *         │ everybody has all of them
 *     collecting   messages come, until the batch is full or a frame has passed since the first
 *         │
 *     mixing       layer by layer: compute, send the vector to all, wait for those of all ──┐
 *         │                                                    └──────── next layer ◄───────┘
 *     ready        all players have the last layer: the batch is released, and dealing begins anew
 */
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Network } from "../../sim/network/network.js";
import type { Arrivals } from "./arrivals.js";
import type { Players, Rounds } from "./rounds.js";
import { partBytes, type Setting } from "./setting.js";

export interface RoundParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly rounds: Rounds;
  readonly players: Players;
  readonly arrivals: Arrivals;
  /** Of a round whose batch comes out now. */
  readonly release: (round: number) => void;
}

/** Registers messages and events; gives what begins the first round. */
export function createRounds(setting: Setting, parts: RoundParts) {
  const { kernel, network, rounds, players, arrivals, release } = parts;
  const { depth, dealers, dealParts } = setting;
  const others = setting.players - 1;
  /** The last part of a deal, which is what is left of it. */
  const restBytes = setting.dealBytes - partBytes * (dealParts - 1);
  const current = (): number => rounds.count - 1;

  function begin(): void {
    const round = rounds.add();
    rounds.begunUs[round] = kernel.nowUs;
    players.dealing = dealers * others * depth * dealParts;
    if (players.dealing === 0) return collect();
    for (let layer = 0; layer < depth; layer++)
      for (let dealer = 0; dealer < dealers; dealer++)
        for (let k = 1; k <= others; k++)
          for (let part = 0; part < dealParts; part++)
            network.send(shares, dealer, (dealer + k) % setting.players, part === dealParts - 1 ? 1 : 0);
  }

  function collect(): void {
    const round = current();
    rounds.preparedUs[round] = kernel.nowUs;
    const batch = arrivals.close(kernel.nowUs, setting.waitUs);
    rounds.messages[round] = batch.messages;
    rounds.firstMessage[round] = batch.firstMessage;
    rounds.waitedMeanUs[round] = batch.waitedMeanUs;
    rounds.waitedP95Us[round] = batch.waitedP95Us;
    kernel.scheduleWithin(started, batch.startUs, 0);
  }

  function compute(player: number, layer: number): void {
    players.layer[player] = layer;
    players.hasSent[player] = 0;
    kernel.scheduleWithin(computed, kernel.nowUs + setting.computeUs * setting.batch, player, player, layer);
  }

  /** Goes on to the next layer once everybody's vector of this one is there, its own among them. */
  function proceed(player: number, layer: number): void {
    const got = layer % 2 === 0 ? players.gotEven : players.gotOdd;
    if (got[player] < others) return;
    got[player] = 0;
    if (layer + 1 < depth) return compute(player, layer + 1);
    players.layer[player] = -1;
    if (++players.finished < setting.players) return;
    players.finished = 0;
    const round = current();
    rounds.releasedUs[round] = kernel.nowUs;
    rounds.sentVectors[round] = network.byType.sent[vector];
    rounds.sentVectorBytes[round] = network.byType.sentBytes[vector];
    rounds.sentDealBytes[round] = network.byType.sentBytes[shares];
    release(round);
    begin();
  }

  const shares = network.register({
    name: "shares",
    bytes: (isLast) => (isLast === 1 ? restBytes : partBytes),
    receive: () => {
      if (--players.dealing === 0) collect();
    },
  });
  const vector = network.register({
    name: "vector",
    bytes: setting.vectorBytes,
    receive: ({ target, payload: layer }) => {
      const got = layer % 2 === 0 ? players.gotEven : players.gotOdd;
      got[target]++;
      // Who still computes its own looks when it is done.
      if (players.layer[target] === layer && players.hasSent[target] === 1) proceed(target, layer);
    },
  });
  const started = kernel.register({
    name: "mixing starts",
    priority: 0,
    handle: () => {
      rounds.startedUs[current()] = kernel.nowUs;
      for (let player = 0; player < setting.players; player++) compute(player, 0);
    },
  });
  const computed = kernel.register({
    name: "layer is computed",
    priority: 0,
    handle: ({ target: player, payload: layer }) => {
      players.hasSent[player] = 1;
      for (let k = 1; k <= others; k++) network.send(vector, player, (player + k) % setting.players, layer);
      proceed(player, layer);
    },
  });
  const first = kernel.register({ name: "first round", priority: 0, handle: begin });
  return { begin: () => kernel.scheduleWithin(first, 0, 0) };
}
