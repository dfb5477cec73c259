import { spawnSync } from "node:child_process";
import { arch, platform } from "node:os";

/** Number of the system call `renameat2` on Linux, by the processor that Node was built for. */
const renameat2: Readonly<Record<string, number>> = { x64: 316, arm64: 276, riscv64: 276 };

/**
 * Lets two paths of one file system take each other's place, so that neither name is ever without something under it.
 * Linux can (`renameat2` with `RENAME_EXCHANGE`), and Node does not offer it; Perl does, which Debian and its kin always
 * have. False where the system, or the file system, cannot: then nothing has changed, and the caller has another way.
 */
export function exchangeNames(from: string, to: string): boolean {
  const call = renameat2[arch()];
  if (platform() !== "linux" || call === undefined) return false;
  // Paths go through as bytes; −100 is the working folder, 2 is the flag of an exchange.
  const script = "exit(syscall($ARGV[0] + 0, -100, $ARGV[1], -100, $ARGV[2], 2) == 0 ? 0 : 1)";
  return spawnSync("perl", ["-e", script, String(call), from, to], { stdio: "ignore" }).status === 0;
}
