/**
 * Works a run of Dawn or Dusk out again: who is there, and what everybody is paid, to the unit. Those networks have
 * neither requests nor rings; what is drawn, who takes part in a round and how fast a node is, stands in the log.
 */
import { counted } from "../../../sim/units/readable.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "../../protocol/emission/dawn-ceremony.js";
import { genesisClaims } from "../../protocol/emission/genesis-claims.js";
import { duskReward } from "../../protocol/emission/dusk-reward.js";
import { incrementsOf, type ProvingSpell } from "../../protocol/emission/dusk-proving.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { ceremonySchema, dawnSchema, duskSchema } from "../../scenario/eras.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import type { AuditedProver } from "./audited.js";
import { Books } from "./books.js";
import { appears, changesPresence, isGone } from "./population-rows.js";
import type { Audit } from "./replay.js";
import type { WrittenEvent, WrittenRow, WrittenRun } from "./written-run.js";

/** What a node of Dusk proves: its speed, its next increment, and the spell that runs while it is online. */
interface Proving {
  readonly squaringsPerS: number;
  increment: number;
  spell: ProvingSpell | null;
}

/** A ceremony round of Dawn: who took part in it, so far as the log was read. */
interface Round {
  readonly frame: number;
  readonly participants: AuditedProver[];
}

export function replayEra(run: WrittenRun): Audit {
  return new EraReplay(run).run();
}

class EraReplay {
  readonly #run: WrittenRun;
  readonly #books: Books;
  readonly #proving = new Map<AuditedProver, Proving>();
  readonly #rounds = new Map<number, Round>();
  /** What each of how many got in the latest round of Dawn that anybody took part in. */
  #latestRound = { number: 0, participants: 0, each: 0n };
  #issuedUnits = 0n;
  #contributions = 0;

  constructor(run: WrittenRun) {
    this.#run = run;
    this.#books = new Books(run.scenario, run.provers);
  }

  run(): Audit {
    const { events, series, scenario } = this.#run;
    const { first, pace } = scenario.frames;
    const books = this.#books;
    let next = 0;
    for (const row of series) {
      const frame = Number(row["frame"]);
      for (; next < events.length && events[next].frame <= frame; next++) this.#apply(events[next]);
      this.#settleAll(frame);
      // The row of the start shows a network in which no frame has happened yet.
      const isOnTime = (Number(row["time_s"]) * 1_000_000) % pace === 0;
      if (frame > first) this.#checkRow(frame, row, isOnTime);
    }
    this.#checkProvers();
    const { list, count } = books.findings;
    return { findings: list, count, frames: series.length, events: events.length, rows: series.length,
      provers: books.provers.size, shards: 1 }; // prettier-ignore
  }

  #apply(row: WrittenEvent): void {
    const books = this.#books;
    books.frame = row.frame;
    books.findings.frame = row.frame;
    if (row.what === "appears") appears(books, row);
    const prover = books.provers.get(row.prover);
    if (prover === undefined) return;
    switch (row.what) {
      case "has speed":
        this.#beginProving(prover, row.value);
        break;
      case "proves on from":
        this.#goOnFrom(prover, row.value);
        break;
      case "goes offline":
        this.#settle(prover, row.frame);
        this.#setSpell(prover, null);
        changesPresence(books, prover, false);
        break;
      case "comes back online":
        changesPresence(books, prover, true);
        this.#setSpell(prover, row.frame);
        break;
      case "has workers":
        this.#settle(prover, row.frame);
        prover.workers = row.value;
        break;
      case "is gone":
        isGone(books, prover);
        break;
      case "contributed":
        this.#contributes(prover, row);
        break;
      case "took part":
        this.#takesPart(prover, row);
        break;
      default:
    }
  }

  #beginProving(prover: AuditedProver, squaringsPerS: number): void {
    const { firstIncrement } = this.#run.scenario.dusk ?? duskSchema.parse({});
    this.#proving.set(prover, { squaringsPerS, increment: firstIncrement, spell: null });
    this.#setSpell(prover, this.#books.frame);
  }

  /** It proves with the machine of a node that its operator had switched off. */
  #goOnFrom(prover: AuditedProver, increment: number): void {
    const proving = this.#proving.get(prover);
    if (proving === undefined) return;
    proving.increment = increment;
    this.#setSpell(prover, this.#books.frame);
  }

  #setSpell(prover: AuditedProver, sinceFrame: number | null): void {
    const proving = this.#proving.get(prover);
    if (proving === undefined) return;
    const { increment: first, squaringsPerS } = proving;
    proving.spell = sinceFrame === null ? null : { first, sinceFrame, squaringsPerS };
  }

  /** Pays the increments of Dusk that a node has completed in all frames before `frame`, by the cores that it has. */
  #settle(prover: AuditedProver, frame: number): void {
    const proving = this.#proving.get(prover);
    if (proving === undefined || proving.spell === null) return;
    const next = proving.spell.first + incrementsOf(proving.spell, frame, this.#run.scenario.frames.pace);
    this.#pay(prover, duskReward(BigInt(next - proving.increment), BigInt(prover.workers)));
    proving.increment = next;
  }

  /** The ceremony pays a voucher a contributor, once, and no faster than its coordinator works. */
  #contributes(prover: AuditedProver, { other: number, frame }: WrittenEvent): void {
    const { findings } = this.#books;
    const { contribution } = this.#run.scenario.ceremony ?? ceremonySchema.parse({});
    const { first, pace } = this.#run.scenario.frames;
    const rule = "emission.genesisClaims";
    const possible = Math.floor(((frame - first) * pace) / contribution);
    findings.compare(
      rule,
      {},
      { what: "number of the contribution", expected: ++this.#contributions, written: number },
    );
    if (number > possible) findings.add(rule, {}, `${counted(possible, "contribution")} at most`, `${number}`);
    if (prover.rewardUnits > 0n) findings.add(rule, {}, "one voucher a contributor", "another");
    this.#pay(prover, genesisClaims(1n));
  }

  #takesPart(prover: AuditedProver, { other: round, frame }: WrittenEvent): void {
    const known = this.#rounds.get(round);
    if (known !== undefined) {
      known.participants.push(prover);
      return;
    }
    this.#payRounds();
    this.#rounds.set(round, { frame, participants: [prover] });
    const lengthUs = this.#roundUs;
    const { first, pace } = this.#run.scenario.frames;
    const due = first + Math.max(1, Math.ceil((round * lengthUs) / pace));
    this.#books.findings.compare(
      "emission.dawn.ceremony",
      {},
      { what: `round ${round} ends in frame`, expected: due, written: frame },
    );
  }

  /** Pays the rounds of Dawn of which all rows were read. */
  #payRounds(): void {
    for (const [number, { participants }] of this.#rounds) {
      this.#rounds.delete(number);
      const distinct = new Set(participants);
      const expected = distinct.size;
      this.#books.findings.compare(
        "emission.dawn.ceremony",
        {},
        { what: "participants", expected, written: participants.length },
      );
      const each = roundUnits(participants.length, this.#books.rules);
      for (const prover of participants) this.#pay(prover, each);
      this.#latestRound = { number, participants: distinct.size, each };
    }
  }

  #pay(prover: AuditedProver, units: bigint): void {
    prover.rewardUnits += units;
    this.#issuedUnits += units;
  }

  #settleAll(frame: number): void {
    this.#payRounds();
    for (const prover of this.#books.provers.values()) this.#settle(prover, frame + 1);
  }

  #checkRow(frame: number, row: WrittenRow, isOnTime: boolean): void {
    const { findings, provers } = this.#books;
    findings.frame = frame;
    const present = [...provers.values()].filter(({ gone }) => !gone);
    const expected = {
      "emission.issuedUnits": this.#issuedUnits,
      ...(this.#books.rules.emissionRule === "dawn" && this.#ofLatestRound(frame)),
      ...(isOnTime && {
        "population.peers": present.length,
        "population.peersOnline": present.filter(({ online }) => online).length,
        "population.workers": present.reduce((sum, { workers }) => sum + workers, 0),
      }),
    };
    for (const [what, value] of Object.entries(expected)) {
      findings.compare("series.csv", {}, { what, expected: value, written: row[what] });
    }
  }

  /** Columns that are empty until a round has ended; nobody may have taken part in the latest, of which the log has no row. */
  #ofLatestRound(frame: number): { readonly [column: string]: string | number } {
    const lengthUs = this.#roundUs;
    const { first, pace } = this.#run.scenario.frames;
    const ended = frame === first ? 0 : Math.floor(((frame - first) * pace) / lengthUs);
    const { number, participants, each } = this.#latestRound;
    const [count, units] = number === ended ? [participants, each] : [0, 0n];
    const perFrame = (BigInt(count) * units * BigInt(pace)) / BigInt(lengthUs);
    return {
      "dawn.rounds": ended,
      "dawn.participants": ended === 0 ? "" : count,
      "dawn.rewardEach_quil": ended === 0 ? "" : Number(units) / Number(unitsPerQuil),
      // A frame's units are a double in all eras, which the series tells to the unit.
      "emission.perFrameUnits": ended === 0 ? "" : String(BigInt(Number(perFrame))),
    };
  }

  /** How long a round of Dawn takes. */
  get #roundUs(): number {
    return (this.#run.scenario.dawn ?? dawnSchema.parse({})).round;
  }

  #checkProvers(): void {
    const { findings, provers } = this.#books;
    for (const row of this.#run.provers) {
      const prover = provers.get(Number(row["prover"]));
      // One that came after the last frame is in the table only.
      if (prover === undefined) continue;
      const { rewardUnits, workers } = prover;
      for (const [what, expected] of Object.entries({ reward_units: rewardUnits, workers })) {
        findings.compare("provers.csv", prover, { what, expected, written: row[what] });
      }
    }
  }
}

/** Units for each participant of a round of Dawn; the logarithm is cut to whole units. */
function roundUnits(participants: number, { dawnReward }: Pick<RuleSwitches, "dawnReward">): bigint {
  if (dawnReward === "doubling") return dawnCeremonyDoubling(participants) * unitsPerQuil;
  return BigInt(Math.floor(dawnCeremonyLogarithmic(participants) * Number(unitsPerQuil)));
}
