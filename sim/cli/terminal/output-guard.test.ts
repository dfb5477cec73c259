import host from "node:process";
import { afterEach, beforeEach, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { guardOutput } from "./output-guard.js";
import { print } from "./output-streams.js";

const written = captureOutput();

const own = Object.getOwnPropertyDescriptor(host, "stdout") as PropertyDescriptor;
beforeEach(guardOutput);
afterEach(() => Object.defineProperty(host, "stdout", own));

it("gives standard output to what is printed, and standard error to all who ask for it", () => {
  process.stdout.write("by a plug-in\n");
  host.stdout.write("by another\n");
  print("data\n");
  expect(written).toEqual({ out: "data\n", err: "by a plug-in\nby another\n" });
});
