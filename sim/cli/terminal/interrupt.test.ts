import { afterEach, describe, expect, it } from "vitest";
import { exitCodes } from "./exit-codes.js";
import { samePressMs, watchInterrupt } from "./interrupt.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const listeners = (): number[] => signals.map((signal) => process.listenerCount(signal));
afterEach(() => signals.forEach((signal) => process.removeAllListeners(signal)));

type Sent = readonly [atMs: number, signal: (typeof signals)[number]];

/** Sends signals at given moments; gives what they led to. */
const afterSignals = (...sent: readonly Sent[]) => led(false, sent);

function led(isLast: boolean, sent: readonly Sent[]) {
  let nowMs = 0;
  const told: string[] = [];
  const interrupt = watchInterrupt({
    onFirst: () => told.push("first"),
    quit: (code) => told.push(`quit ${code}`),
    nowMs: () => nowMs,
    isLast,
  });
  for (const [atMs, signal] of sent) {
    nowMs = atMs;
    process.emit(signal);
  }
  interrupt.release();
  return { requested: interrupt.requested, code: interrupt.exitCode, told };
}

describe("an interrupt", () => {
  it("is asked for by the first signal, which gives the exit code", () => {
    expect(afterSignals()).toEqual({ requested: false, code: exitCodes.ok, told: [] });
    expect(afterSignals([0, "SIGTERM"], [1, "SIGINT"])).toEqual({ requested: true, code: 143, told: ["first"] });
    expect(afterSignals([0, "SIGHUP"])).toEqual({ requested: true, code: 129, told: ["first"] });
  });

  it("is not pressed twice by what comes within a second, however often", () => {
    const presses = [0, 5, 50, 300, 800, samePressMs - 1].map((atMs) => [atMs, "SIGINT"] as const);
    expect(afterSignals(...presses).told).toEqual(["first"]);
  });

  it("becomes an end at once by a later Ctrl-C, never by the signals of machines", () => {
    expect(afterSignals([0, "SIGTERM"], [5000, "SIGTERM"], [6000, "SIGHUP"]).told).toEqual(["first"]);
    expect(afterSignals([0, "SIGTERM"], [5, "SIGINT"], [samePressMs, "SIGINT"]).told).toEqual(["first", "quit 130"]);
  });

  it("leaves no listener behind", () => {
    afterSignals([0, "SIGINT"]);
    expect(listeners()).toEqual([0, 0, 0]);
  });

  it("lets no later signal kill a process that ends with its command", () => {
    led(true, []);
    expect(listeners()).toEqual([0, 0, 0]);
    led(true, [[0, "SIGINT"]]);
    expect(listeners()).toEqual([1, 1, 1]);
  });
});
