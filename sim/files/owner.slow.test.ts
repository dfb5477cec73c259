import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lifeOf, ownName, pidOf } from "./owner.js";

const [pid, start, machine] = ownName().split("-");

const of = (process: number | string | undefined, what: string): string =>
  readFileSync(`/proc/${process}/${what}`, "latin1");

describe("the owner of a file", () => {
  it("is this process, which lives", () => {
    expect(pidOf(ownName())).toBe(String(process.pid));
    expect(lifeOf(ownName())).toBe("alive");
  });

  it("is dead when nothing has its number, or another process got it later", () => {
    expect(lifeOf(`999999999-${start}-${machine}`)).toBe("dead");
    expect(lifeOf(`${pid}-${Number(start) - 1}-${machine}`)).toBe("dead");
  });

  it("is dead when it has ended and its parent has not noticed", async () => {
    // The shell becomes a program that never asks after the child that it began.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    const [said] = (await once(parent.stdout, "data")) as [Buffer];
    const child = said.toString().trim();
    const began = of(child, "stat")
      .replace(/^.*\) /, "")
      .split(" ")[19];
    while (of(parent.pid, "comm") !== "sleep\n") await new Promise((resolve) => setImmediate(resolve));
    expect(lifeOf(`${child}-${began}-${machine}`)).toBe("alive");
    process.kill(Number(child), "SIGKILL");
    while (lifeOf(`${child}-${began}-${machine}`) !== "dead") await new Promise((resolve) => setImmediate(resolve));
    expect(of(child, "stat")).toContain(") Z ");
    parent.kill();
  });

  it("cannot be known on another machine, and is nobody under another name", () => {
    expect(lifeOf(`${pid}-${start}-00000000`)).toBe("unknown");
    for (const name of ["", "rubbish", pid, `${ownName()}-1`]) expect(lifeOf(name)).toBe("dead");
  });
});
