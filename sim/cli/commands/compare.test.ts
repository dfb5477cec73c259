import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { pooledToyModel, toyModel } from "../../../test/toy-model.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { headerProblem } from "../../table/column-name.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { compareCommand, compareFiles } from "./compare.js";

const written = captureOutput();
const toy = "name: toy\nhorizon: 1 h\n";

let folder = "";
const at = (...names: string[]): string => join(folder, ...names);
const read = (...names: string[]): string => readFileSync(at(...names), "utf8");

async function compare(out: string, typed: readonly string[], model = toyModel): Promise<number> {
  const args = await parseArguments("compare", compareCommand, [...typed, "--out", at(out), "--quiet"]);
  return args === undefined ? exitCodes.ok : compareFiles(model, args);
}

interface Summary {
  readonly pairs: number;
  readonly pairsNeeded: number | null;
  readonly changes: readonly { readonly path: string }[];
  readonly metrics: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly files: readonly string[];
}
const summaryIn = (out: string): Summary => JSON.parse(read(out, "summary.json")) as Summary;

beforeEach(() => {
  folder = folderWith({
    "toy.yaml": toy,
    "other.yaml": `${toy}seed: 7\npeers: 12\n`,
    "wrong.yaml": `${toy}peers: x\n`,
  });
});

describe("orrery compare", () => {
  it("runs two sides in pairs and says what differs, the surest first", async () => {
    expect(await compare("out", [at("toy.yaml"), "--set", "peers=15", "--replications", "8"])).toBe(exitCodes.ok);
    const { pairs, changes, metrics, files } = summaryIn("out");
    expect(pairs).toBe(8);
    expect(changes).toEqual([{ path: "peers", a: "10", b: "15" }]);
    expect(Object.keys(metrics)[0]).toBe("toy.peers");
    expect(metrics["toy.peers"]).toMatchObject({
      effect: 5,
      lower95: 5,
      upper95: 5,
      method: "equal",
      verdict: "higher",
    });
    // Replications differ by their number, pairs do not.
    expect(metrics["toy.seconds"]).toMatchObject({ verdict: "same", effect: 0, p_holm: 1 });
    expect(metrics["toy.seed"]).toBeUndefined();
    expect(
      read("out", "compare.csv")
        .split("\n")[0]
        .split(",")
        .filter((name) => headerProblem(name) !== null),
    ).toEqual([]);
    expect(read("out", "pairs.csv")).toContain("7,toy.peers,peers,10,15");
    for (const file of files) expect(existsSync(at("out", file))).toBe(true);
    expect(files).toContain("report.html");
    expect(written.out).toContain("B higher");
  });

  it("gives the same bytes on workers, from two files, and both on the seed of the first", async () => {
    const files = [at("toy.yaml"), at("other.yaml"), "--replications", "3"];
    expect(await compare("one", files)).toBe(exitCodes.ok);
    expect(await compare("two", [...files, "--workers", "2"], pooledToyModel)).toBe(exitCodes.ok);
    for (const file of summaryIn("one").files.filter((name) => name !== "manifest.json"))
      expect(read("two", file)).toBe(read("one", file));
    expect(read("one", "scenario-b.resolved.yaml")).toContain("seed: 1\n");
  });

  it("says of a difference below what is practically nothing that it is", async () => {
    const typed = [at("toy.yaml"), "--set", "peers=15", "--replications", "12", "--equivalent", "60 %"];
    await compare("out", typed);
    expect(summaryIn("out").metrics["toy.peers"]).toMatchObject({ verdict: "equivalent", equivalence_margin: 6 });
  });

  it("runs as many pairs as the first ones say", async () => {
    const typed = [at("toy.yaml"), "--set", "peers=15", "--replications", "4"];
    await compare("out", [...typed, "--metric", "toy.peers", "--precision", "0.5"]);
    expect(summaryIn("out")).toMatchObject({ pairs: 4, pairsNeeded: 4 });
    expect(Object.keys(summaryIn("out").metrics)).toEqual(["toy.peers"]);
  });

  it("refuses all that is wrong at once, and writes nothing", async () => {
    const wrong = [at("wrong.yaml"), at("wrong.yaml")];
    await expect(compare("out", wrong)).rejects.toThrow(ScenarioErrors);
    await expect(compare("out", wrong)).rejects.toThrow("1 error.");
    await expect(compare("out", [at("toy.yaml")])).rejects.toThrow(messages.needsTwoSides());
    await expect(compare("out", [at("toy.yaml"), at("toy.yaml")])).rejects.toThrow(messages.sameSides());
    const options = ["--equivalent", "0 %", "--precision", "x", "--metric", "toy.peer", "--replications", "1"];
    const refused = await compare("out", [at("toy.yaml"), at("other.yaml"), ...options]).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(UsageError);
    const { message } = refused as UsageError;
    for (const part of [
      "--metric toy.peer",
      "Did you mean toy.peers?",
      "--equivalent 0 %",
      "--precision x",
      "--replications 1",
    ])
      expect(message).toContain(part);
    expect(existsSync(at("out"))).toBe(false);
  });

  it("keeps no half pair when it is interrupted", async () => {
    const slow = [at("toy.yaml"), "--set", "slow=true", "--horizon", "200 y", "--replications", "3"];
    const begun: boolean[] = [];
    const interrupted: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        begun.push(scenario.slow);
        if (scenario.slow) process.emit("SIGINT");
        return toyModel.createSimulation(scenario, identity);
      },
    };
    expect(await compare("out", slow, interrupted)).toBe(exitCodes.interrupted);
    // One side of a pair was whole, and the other never ends.
    expect(begun).toEqual([false, true]);
    expect(summaryIn("out")).toMatchObject({ pairs: 0, interrupted: true });
  });
});
