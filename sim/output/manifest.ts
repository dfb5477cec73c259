import { arch, cpus, platform } from "node:os";
import { codeVersion } from "../program/code-version.js";
import type { WrittenFile } from "./result-folder.js";

/**
 * The only part of a result that knows clocks and machines: everything here may differ when the same scenario is run
 * again, and nothing here is read by the simulator.
 */
export interface ManifestFacts {
  readonly clock: RunClock;
  /** The command as typed, program name first. */
  readonly commandLine: readonly string[];
  readonly interrupted: boolean;
  /** The snapshot that the run went on from: its moment, and the hash of its file. */
  readonly from?: { readonly atUs: number; readonly sha256: string };
}

/** When a run began: wall clock to be shown, monotonic nanoseconds for the duration. */
export interface RunClock {
  readonly startedAt: string;
  readonly startedNs: bigint;
}

/** Reads the clocks; call it once, before the run. */
export const startRunClock = (): RunClock => ({
  startedAt: new Date().toISOString(),
  startedNs: process.hrtime.bigint(),
});

/** Wall-clock seconds since the run began, to the millisecond. */
export const elapsedS = ({ startedNs }: RunClock): number =>
  Number((process.hrtime.bigint() - startedNs) / 1_000_000n) / 1000;

/** The most memory that this process has held so far, in bytes. */
export const peakRssBytes = (): number => process.resourceUsage().maxRSS * 1024;

/** The text of `manifest.json`; `files` are all others of the folder. */
export function manifestText(
  { clock, commandLine, interrupted, from }: ManifestFacts,
  files: readonly WrittenFile[],
): string {
  const { version, dependencies, codeHash } = codeVersion();
  const manifest = {
    orrery: version,
    codeHash,
    commandLine,
    startedAt: clock.startedAt,
    endedAt: new Date().toISOString(),
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
    interrupted,
    ...(from !== undefined && { from }),
    node: process.version,
    machine: { platform: platform(), arch: arch(), cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length },
    dependencies,
    files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
