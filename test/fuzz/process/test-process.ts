/** Checks cases in a process of its own, so that one that hangs or takes all memory is a finding and not the end. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cpuSeconds } from "./cpu-seconds.js";
import { finding } from "../finding.js";
import type { CaseResult, FuzzCase } from "../fuzz-case.js";

export interface Answer extends CaseResult {
  readonly rssBytes: number;
}

export interface TestProcessOptions {
  /** Processor time that one case may take; where nobody knows it, or nothing is done, a clock decides. */
  readonly patienceS: number;
  /** Most JavaScript heap. */
  readonly heapMegabytes: number;
  /** A fault to plant. */
  readonly canary?: string;
}

/** What the process says once it is loaded, which takes long on a busy machine and is no case's fault. */
export const isReady = "ready";

/** Typed arrays lie outside the heap, so all memory is looked at after each case. */
const maxRssBytes = 2e9;

export class TestProcess {
  #child: ChildProcess | undefined;
  /** Cases that the child has checked. */
  #checked = 0;
  #isOver = false;
  /** Where the process writes its files: it may end at any moment, so they are removed from here. */
  readonly #folder = mkdtempSync(join(tmpdir(), "orrery-fuzz-"));

  constructor(readonly options: TestProcessOptions) {}

  /** Undefined if the process was ended meanwhile. */
  async check(fuzzCase: FuzzCase): Promise<CaseResult | undefined> {
    if (this.#isOver) return undefined;
    const child = (this.#child ??= await this.#start());
    if (this.isOver) return undefined;
    const answer = await this.#answerOf(child, fuzzCase);
    if (this.isOver) return undefined;
    if (typeof answer === "string") return this.#lost({ kind: answer, child });
    const isFresh = this.#checked++ === 0;
    if (answer.rssBytes <= maxRssBytes) return answer;
    this.#kill();
    // What thousands of cases leave behind in one process is not what this one takes: a fresh process tells.
    if (!isFresh) return this.check(fuzzCase);
    return {
      ...answer,
      findings: [...answer.findings, finding("memory", `takes ${Math.round(answer.rssBytes / 1e6)} MB`)],
    };
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends the process and what it is at; nothing is checked any more. */
  close(): void {
    this.#isOver = true;
    this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #kill(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  /** A process that is loaded, or has ended. */
  async #start(): Promise<ChildProcess> {
    this.#checked = 0;
    const { heapMegabytes, canary } = this.options;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const child = fork(
      fileURLToPath(new URL("tester.ts", import.meta.url)),
      [this.#folder, ...(canary === undefined ? [] : [canary])],
      {
        execArgv: ["--import", loader, `--max-old-space-size=${heapMegabytes}`],
        serialization: "advanced",
        // What a dying process says of its heap helps nobody; its end is told.
        stdio: ["ignore", "inherit", "ignore", "ipc"],
      },
    );
    // Known from here on, so that whoever ends this object ends the process too.
    this.#child = child;
    await new Promise((resolve) => {
      child.once("message", resolve);
      child.once("exit", resolve);
    });
    return child;
  }

  #answerOf(child: ChildProcess, fuzzCase: FuzzCase): Promise<Answer | "hangs" | "died"> {
    return new Promise((resolve) => {
      const settle = (answer: Answer | "hangs" | "died"): void => {
        clearInterval(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      const hangs = this.#watch(child);
      const timer = setInterval(() => hangs() && settle("hangs"), 1000);
      child.once("message", (answer) => settle(answer as Answer));
      child.once("error", () => settle("died"));
      child.once("exit", () => settle("died"));
      if (child.exitCode !== null || child.signalCode !== null) settle("died");
      else child.send(fuzzCase);
    });
  }

  /** Says whether the process has taken too long since now: much more by the clock, since others may have the processor. */
  #watch({ pid = 0 }: ChildProcess): () => boolean {
    const { patienceS } = this.options;
    const [startMs, startCpuS] = [performance.now(), cpuSeconds(pid)];
    return () => {
      const spentS = (performance.now() - startMs) / 1000;
      const cpuS = cpuSeconds(pid);
      if (startCpuS === undefined || cpuS === undefined) return spentS > patienceS;
      return cpuS - startCpuS > patienceS || spentS > 10 * patienceS;
    };
  }

  #lost({ kind, child }: { kind: "hangs" | "died"; child: ChildProcess }): CaseResult {
    const { patienceS, heapMegabytes } = this.options;
    const detail =
      kind === "hangs"
        ? `no answer within ${patienceS} s`
        : `the process ended (${child.signalCode ?? child.exitCode}); it may have needed more than ${heapMegabytes} MB`;
    this.#kill();
    return { findings: [finding(kind, detail)], was: "loaded" };
  }
}
