import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyModel, toyProgram } from "../../../test/toy-model.js";
import { unreadable } from "../../files/unreadable-result.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { runCommand, runFiles } from "./run.js";
import { watchCommand } from "./watch.js";

const written = captureOutput();
const command = watchCommand({
  files: [],
  groups: async () => await Promise.resolve([]),
  story: async () => await Promise.reject(new Error("nobody is there")),
});

const watch = async (...typed: string[]): Promise<number> =>
  command.run((await parseArguments("watch", command, typed))!, toyProgram);

async function finishedRun(): Promise<string> {
  const folder = folderWith({ "toy.yaml": "name: toy\nhorizon: 1 h\n" });
  const out = join(folder, "out");
  const args = await parseArguments("run", runCommand, [join(folder, "toy.yaml"), "--out", out, "--quiet"]);
  await runFiles(toyModel, args!);
  return out;
}

describe("orrery watch", () => {
  it("refuses what is no run", async () => {
    const folder = folderWith({ "toy.yaml": "" });
    mkdirSync(join(folder, "empty"));
    await expect(watch()).rejects.toThrow(new UsageError(messages.watchNeedsRun()));
    await expect(watch("a", "b")).rejects.toThrow(messages.watchNeedsRun());
    await expect(watch(join(folder, "none"))).rejects.toThrow(unreadable.notThere(join(folder, "none")));
    for (const name of ["empty", "toy.yaml"])
      await expect(watch(join(folder, name))).rejects.toThrow(messages.isNoRun(join(folder, name)));
  });

  it("refuses ports that are none, or taken", async () => {
    const out = await finishedRun();
    for (const port of ["0", "65536", "http", "1.5", "-1"])
      await expect(watch(out, `--port=${port}`)).rejects.toThrow(messages.badPort(port));
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(watch(out, "--port", String(port))).rejects.toThrow(messages.portRefused(port, "EADDRINUSE"));
    taken.close();
  });

  it("prints the address, answers there, and ends well by Ctrl-C", async () => {
    const out = await finishedRun();
    const ended = watch(out, "--json");
    while (!written.out.includes("address")) await new Promise((resolve) => setTimeout(resolve, 5));
    const line = written.out.trim().split("\n").at(-1)!;
    const { address, run } = JSON.parse(line) as { address: string; run: string };
    expect(run).toBe(out);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const state = (await (await fetch(`${address}run`)).json()) as { state: string; head: unknown };
    expect([state.state, state.head]).toEqual(["finished", null]);
    process.emit("SIGINT");
    expect(await ended).toBe(exitCodes.ok);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });
});
