/**
 * Whatever a run remembers is a column or figure of a table, so that it is stored and compared. This looks for what is not:
 * fields of classes, variables of modules, and variables of functions that outlive the call in what it gives back.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** What may change and is no column, by the reason why nothing is lost, with file and names. */
const reasons: readonly { readonly why: string; readonly places: readonly string[] }[] = [
  {
    why: "part of something that stores it itself",
    places: [
      "models/state/allocation-index.ts #lists #links",
      "models/state/ring-positions.ts #changes #positions",
      "models/state/calendar.ts #due #taken",
      "models/state/log/event-log.ts #rows #figures #causes #phrases #said latest",
      "models/output/metrics/series-column.ts #numbers #amounts #length",
      "models/output/metrics/series-recorder.ts #frames #timeS #rowCount",
      "models/run-network.ts #reachedUs",
    ],
  },
  {
    why: "follows from tables, and is built anew after they are loaded",
    places: [
      "models/state/attackers.ts #all",
      "models/state/held/held-shards.ts #bits #shards #asBits",
      "models/state/held/pair-set.ts #slots #mask #count",
      "models/state/held/shard-bits.ts #width #rows #rowCount #bits #more",
      "models/state/shard-grid.ts #rowOf #named #kin #familyOf #family #rows #live",
      "models/state/log/event-log.ts #indexOfPhrase",
      "models/state/ledger/change-ledger.ts #rows",
      "models/state/orders/filter-ranks.ts #ranks",
      "models/state/orders/ranked-list.ts #blocks #blockOf #length #ranks #isCounted #hint",
      "models/state/orders/shard-order.ts #value #size #changed #version #noted #isStale #valueBefore #sizeBefore",
      "models/state/orders/shard-view.ts hasCountedHeads",
      "models/state/orders/shard-orders.ts #ofStrategy #all #byHeld #lots #filters",
      "models/checks/invariants/row-check.ts #identities #least",
      "models/checks/invariants/report.ts held",
      "models/state/rewards/reward-classes.ts #classes #curve",
    ],
  },
  {
    why: "memoised: computed again where it is missing, to the same",
    places: [
      "models/state/allocation-index.ts #nearest #nearestProver",
      "models/state/orders/shard-orders.ts #ringsOf",
      "models/protocol/ground/sha256-lanes.ts compiled heads #state #words",
      "models/protocol/proposer/lot-order.ts #filters #applications #applicationOf #roundWords #candidates",
      "models/protocol/proposer/lot-order.ts #lanes #numberIn #runs #others #state",
      "models/protocol/fees/multiplier-sequence.ts #multipliers #votes #sum #unchangedVotes #isSettled",
      "models/state/calendar.ts #lastFrame #lastItems",
      "models/state/draws.ts #ofPurpose",
      "models/state/ledger/change-ledger.ts #lastRow",
      "models/state/eras/v20-rings.ts #seen",
      "models/state/rewards/reward-classes.ts #outputs #scores #lastClass",
      "models/state/rewards/ring-figures.ts #near #deep",
      "models/scenario/short-absences.ts #reckoned #newly #shares #takenOff",
      "models/state/global-chain.ts #lastStretch",
      "models/protocol/ground/integer-math.ts rootedLast rootOfLast",
      "models/scenario/followed.ts all known",
      "models/state/crowding.ts #known",
      "models/output/turns/told.ts rows ranges",
      "models/changes/messages/wire/chain-side.ts #known",
      "models/changes/messages/wire/frame-hearing.ts #reckoned #faulty #bounds #furthest",
      "models/changes/messages/wire/frame-records.ts #mostFrom #mostUntil",
      "models/changes/messages/wire/heard-frames.ts #heardMax",
      "models/changes/messages/wire/shard-messages.ts #known #transport #copies",
      "models/scenario/leave.ts known",
      "models/changes/messages/wire/views-ahead.ts #known",
      "models/changes/messages/wire/shard-votes.ts votesIn",
      "models/state/turns.ts #drawn",
      "models/scenario/marked-assumptions.ts descriptions",
      "models/gossip/hearers.ts #next",
      "models/run-network.ts lines",
    ],
  },
  {
    why: "lives within a frame or a call: nothing is stored between two events",
    places: [
      "models/changes/messages/wire/wire-faults.ts #probe",
      "models/mixnet/arrivals.ts #arrivedUs",
      "models/mixnet/mixing.ts truth belief",
      "models/mixnet/mixnet-model.ts found",
      "models/mixnet/watched.ts #isReached #hasWritten",
      "models/state/orders/shard-view.ts #shard #ring",
      "models/state/leader-absences.ts #firstWords",
      "models/state/touched-shards.ts #taken #flags",
      "models/curves/formula.ts values",
      "models/state/late-votes.ts #known #selective",
      "models/systems/start/fullest-first.ts #levels #roomOf #at",
      "models/systems/start/lots-ahead.ts #drawn",
      "models/state/cheater-watch.ts #caught",
      "models/systems/evictions/evictions.ts absent",
      "models/state/allocation-index.ts #due",
      "models/state/held/gathered.ts #items #count",
      "models/systems/proposer/judge.ts best bestShard",
      "models/output/metrics/final-tables.ts rows",
      "models/output/metrics/timeline-moments.ts moments",
      "models/plan/plan.ts found",
      "models/scenario/made-plugins.ts found",
      "models/plan/refusals/era-refusals.ts found",
      "models/plan/refusals/event-refusals.ts found",
      "models/plan/refusals/timeline-refusals.ts found",
      "models/plan/refusals/release-refusals.ts found",
    ],
  },
  {
    why: "filled while the network is made, and constant from then on",
    places: [
      "models/gossip/limited-overlay.ts counters",
      "models/changes/messages/wire/cut-off-nodes.ts #changes",
      "models/gossip/subscriptions.ts #ofRow",
      "models/changes/messages/wire/request-transit.ts #taken",
      "models/state/world.ts #shortAbsences",
      "models/state/calendars.ts #all",
      "models/watch-conditions.ts watched",
    ],
  },
  {
    why: "filled while the module is loaded, and constant from then on",
    places: [
      "models/protocol/ground/switches.ts byPlainName",
      "models/protocol/proposer/lot-order.ts noHeads",
      "models/protocol/rules.ts byId",
      "models/state/ledger/reasons.ts numbers",
      "models/policies/checked.ts words",
      "models/state/log/latest-rows.ts topics",
      "models/state/touched-shards.ts noFlags",
    ],
  },
];

/** `file name` of each. */
const known: ReadonlySet<string> = new Set(
  reasons.flatMap(({ places }) =>
    places.flatMap((place) => {
      const [file, ...names] = place.split(" ");
      return names.map((name) => `${file} ${name}`);
    }),
  ),
);

const root = new URL("../", import.meta.url);

/** Sources of models in which a run can remember something: not the terminal, and not what works on written runs. */
function sources(): readonly string[] {
  const files = readdirSync(new URL("models", root), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !/^(checks\/replay|cli)\//.test(file))
    .map((file) => `models/${file}`)
    .toSorted();
}

/** Names of what may change in a source beside the columns of its tables. */
function mutable(text: string): readonly string[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && isMutableField(node)) found.push(node.name.getText());
    if (ts.isVariableDeclaration(node) && outlivesItsCall(node)) found.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const has = (node: ts.PropertyDeclaration, kind: ts.SyntaxKind): boolean =>
  node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;

/** A field that can be assigned, or that holds what can be changed; a column is declared by `this.…(…)`. */
function isMutableField(field: ts.PropertyDeclaration): boolean {
  if (has(field, ts.SyntaxKind.StaticKeyword)) return false;
  const { initializer, type } = field;
  if (initializer !== undefined && ts.isCallExpression(initializer) && isOfThis(initializer.expression)) return false;
  if (!has(field, ts.SyntaxKind.ReadonlyKeyword)) return true;
  if (initializer !== undefined && isContainer(initializer)) return true;
  return initializer === undefined && type !== undefined && isMutableType(type);
}

const isOfThis = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

const isContainer = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node) || ts.isNewExpression(node) || ts.isObjectLiteralExpression(node);

/** Arrays, maps, sets and typed arrays that are not read-only. */
function isMutableType(type: ts.TypeNode): boolean {
  if (ts.isArrayTypeNode(type)) return true;
  if (!ts.isTypeReferenceNode(type)) return false;
  return /^(Map|Set|Array|\w+Array|Record)$/.test(type.typeName.getText());
}

/** A variable of a module, or one that a function which is given back or kept by a name assigns. */
function outlivesItsCall(variable: ts.VariableDeclaration): boolean {
  const list = variable.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isIdentifier(variable.name)) return false;
  const isLet = (list.flags & ts.NodeFlags.Let) !== 0;
  const holder = enclosingFunction(variable);
  const { initializer, type } = variable;
  const isReadonly = type !== undefined && ts.isTypeOperatorNode(type);
  if (!isLet && (isReadonly || initializer === undefined || !isEmptyContainer(initializer))) return false;
  if (holder === undefined) return true;
  const { text } = variable.name;
  let isKept = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === text && changes(node)) {
      const user = enclosingFunction(node);
      if (user !== undefined && user !== holder && isKeptFunction(user)) isKept = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(holder);
  return isKept;
}

const isEmptyContainer = (node: ts.Node): boolean =>
  (ts.isArrayLiteralExpression(node) && node.elements.length === 0) ||
  (ts.isNewExpression(node) && /^(Map|Set|\w*Array)$/.test(node.expression.getText()));

/** Whether the name is assigned, or something of it is called or assigned. */
function changes(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isBinaryExpression(parent) && parent.left === name) return isAssignment(parent.operatorToken.kind);
  if (ts.isPropertyAccessExpression(parent) && parent.expression === name) {
    return /^(push|pop|shift|unshift|splice|set|add|delete|clear|fill)$/.test(parent.name.text);
  }
  const isElement = ts.isElementAccessExpression(parent) && parent.expression === name;
  if (!isElement || !ts.isBinaryExpression(parent.parent)) return false;
  return parent.parent.left === parent && isAssignment(parent.parent.operatorToken.kind);
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return at;
  return undefined;
}

/** A function that is given back, a member of an object, or one with a name: not one that is lent for the time of a call. */
function isKeptFunction(node: ts.SignatureDeclaration): boolean {
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isFunctionDeclaration(node)) return true;
  const { parent } = node;
  return (
    ts.isPropertyAssignment(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    (ts.isArrowFunction(parent) && parent.body === node)
  );
}

describe("what a run remembers", () => {
  it("stands in tables, or is known to follow from them", () => {
    const found = sources().flatMap((file) =>
      mutable(readFileSync(new URL(file, root), "utf8")).map((name) => `${file} ${name}`),
    );
    expect(found.filter((place) => !known.has(place))).toEqual([]);
    expect([...known].filter((place) => !found.includes(place))).toEqual([]);
  });

  it.each([
    ["a variable of a module", "let count = 0;", ["count"]],
    ["a memo of a module", "const memo = new Map<string, number>();", ["memo"]],
    ["a private field", "class A { #count = 0; }", ["#count"]],
    ["a list that is never assigned", "class A { readonly #list: number[] = []; }", ["#list"]],
    ["a list that is made later", "class A { readonly list: number[]; constructor() { this.list = []; } }", ["list"]],
    ["a variable of what is given back", "function f() { let n = 0; return { next: () => n++ }; }", ["n"]],
    ["a list of what is given back", "const f = () => { const l = []; return (x) => l.push(x); };", ["l"]],
    ["a variable of a function within", "function f() { let n = 0; function g() { n += 1; } return g; }", ["n"]],
    ["no column", 'class A extends Table { n = this.i32("frame"); readonly s = this.set("frame"); }', []],
    ["no service", "class A { readonly #rules: Rules; readonly names: readonly string[]; }", []],
    ["no variable of a call", "function f(l) { let n = 0; l.forEach((x) => { n += x; }); return n; }", []],
    ["no constant list of a module", "const names = ['a', 'b'];", []],
    ["no list that is read only", "const none: readonly number[] = [];", []],
  ])("finds %s", (_, text, names) => {
    expect(mutable(text)).toEqual(names);
  });
});
