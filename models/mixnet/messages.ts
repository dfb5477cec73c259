/** What is said of mixnets that cannot be, and of what a run leaves out. */
import { counted, countText } from "../../sim/units/readable.js";
export const messages = {
  noSquare: (batch: number, side: number): string =>
    `a batch of ${batch} is no square; the nearest are ${side * side} and ${(side + 1) * (side + 1)}`,
  tooFewPlayers: (players: number, dealers: number): string =>
    `${counted(dealers, "dealer needs", "dealers need")} ${counted(Math.max(1, dealers) * Math.max(1, dealers), "player")}, and there are ${players}`,
  tooManyCorrupt: (corrupt: number, dealers: number): string =>
    `${counted(corrupt, "dealer colludes", "dealers collude")}, and there are ${dealers}`,
  noPlayer: (player: number, players: number): string =>
    `there is no player ${player}; allowed are 0 to ${players - 1}`,
  noMessages: (): string => "allowed is more than 0: a batch begins with its first message",
  tooManyWatched: (watched: number, count: number): string => `${watched} of ${counted(count, "user")}`,
  tooManyPairs: (pairs: number, max: number): string =>
    `${counted(pairs, "pair")} of a watched user and another one; allowed are ${countText(max)}`,
  noLine: (): string => "allowed is more than 0",
  noSilence: (): string => "allowed is more than 0",
  noElement: (): string => "allowed is more than 0",
  noTime: (): string => "a round of no compute and no latency takes no time; one of them must be more than 0",
  largeVector: (bytes: number, max: number): string =>
    `a vector of the batch has ${counted(bytes, "byte")}; allowed are ${countText(max)}`,
  largeRound: (count: number, max: number): string =>
    `a round of ${counted(count, "message")} of the players; allowed are ${countText(max)}`,
  fixed: (): string => "what was simulated so far rests on it",
  begun: (): string => "silences that have begun by then stay as they were; change those that come after",
  silent: (player: number): string => `Player ${player} falls silent.`,
  stops: (player: number): string => `player ${player} stays silent: no batch comes out after that`,
  notModelled: [
    "The way from senders to players and from players to recipients.",
    "Shares and their mathematics: permutations are real, what hides them is taken to hold.",
    "A dealer whose matrix is no permutation, whom the sketch exposes, and the state of error that follows.",
  ],
} as const;
