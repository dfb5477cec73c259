/** The first page of an operator's books. */
import { microUsd, BooksState } from "../../state/money/operator-books.js";
import type { Logged } from "../../state/log/log-of.js";
import { decidesOf } from "../../scenario/money.js";
import type { EventEngine, RandomDraws, ScenarioGiven } from "../network.js";
import { booksOf, buyMachines } from "./book.js";

/** Opens the books of an operator that begins with so many machines; none: it runs nothing yet. Where nobody keeps books nothing happens. */
export function openBooks(
  network: ScenarioGiven & Logged & EventEngine & RandomDraws,
  operator: number,
  machines: number,
): void {
  const { world, scenario, kernel, kinds, draws } = network;
  if (world.books === null) return;
  const books = booksOf(world);
  const classIndex = world.operators.operatorClass[operator];
  books.reach(operator);
  const { cash = 0, tokens = 0n } = scenario.operators[classIndex];
  const state = machines > 0 ? BooksState.running : BooksState.outside;
  books.state[operator] = state;
  books.ofClass[machines > 0 ? "running" : "outside"][classIndex]++;
  books.openedUs[operator] = kernel.nowUs;
  books.countedUs[operator] = kernel.nowUs;
  const row = { operator, classIndex };
  books.post("broughtMicroUsd", row, microUsd(cash));
  books.post("grantedUnits", row, tokens);
  books.heldUnits.set(operator, tokens);
  if (machines > 0) {
    buyMachines(network, operator, machines);
    // Its first machines are paid from what it had beside its cash.
    books.post("broughtMicroUsd", row, books.boughtMicroUsd.get(operator));
  }
  const { every } = decidesOf(scenario.operators[classIndex]);
  const phase = draws.operators.purpose("decision time").uniform(operator, 0);
  kernel.scheduleWithin(kinds.operatorLooks, kernel.nowUs + 1 + Math.floor(phase * every), operator);
}
