/**
 * Plug-ins: named ways of doing one thing, of which a scenario chooses one by `kind`. Each is one file that says what it is
 * called, what its parameters are, and how it is made from them; a registry is the list of them.
 */
import { z } from "zod";
import { answerOf } from "./plugin-answer.js";
import { RunRefusal } from "./run-refusal.js";
import { plainWord } from "./spelling.js";

/** Parameters by name, each a schema with its unit, its default and `.describe("meaning")`. */
export type Parameters = Readonly<Record<string, z.ZodType>>;
type ValuesOf<Shape extends Parameters> = { readonly [Name in keyof Shape]: z.output<Shape[Name]> };

/** A plug-in as its file writes it. `Context` is what every plug-in of its registry is made from beside its parameters. */
export interface Plugin<Made, Context, Shape extends Parameters> {
  /** The word that scenarios write for it. */
  readonly id: string;
  /** One line for lists, help and editors. */
  readonly about: string;
  readonly parameters: Shape;
  /** Called once for each place of a scenario that chooses it. */
  readonly create: (parameters: ValuesOf<Shape>, context: Context) => Made;
  /**
   * What is wrong with parameters that are right each by itself. It is asked twice, before anything runs: as the choice is read, without a
   * context, for what is wrong whatever else the scenario says; and, if nothing is, in the context of the whole.
   */
  readonly problems?: (parameters: ValuesOf<Shape>, context: Context | undefined) => readonly ParameterProblem[];
}

/** What is wrong with a parameter beside the others. */
export interface ParameterProblem {
  /** Its path, as `formula` or `variables.half_life`. */
  readonly parameter: string;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
  /** Which part of its text is meant, in UTF-16 units from 0. */
  readonly within?: { readonly at: number; readonly length: number };
}

/** A plug-in whose parameters are erased: what a registry holds. */
export type AnyPlugin<Made, Context> = Plugin<Made, Context, Parameters>;

/** A choice as a scenario writes it: the word, and the parameters beside it. */
export interface Choice {
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

/** The schema of a choice; `Word` is what may be written instead of the map. */
type ChoiceSchema<Common extends Parameters, Word = never> = z.ZodType<
  Choice & ValuesOf<Common>,
  Word | { readonly kind: string; readonly [parameter: string]: unknown }
>;

/** Erases the parameters of a plug-in, for the list of its registry. */
export function erased<Made, Context, Shape extends Parameters>(
  plugin: Plugin<Made, Context, Shape>,
): AnyPlugin<Made, Context> {
  return plugin as unknown as AnyPlugin<Made, Context>;
}

export class Registry<Made, Context> {
  readonly plugins: readonly AnyPlugin<Made, Context>[];
  /** What parameters are without being written, once it was asked for. Reached by key only. */
  readonly #defaults = new Map<string, Readonly<Record<string, unknown>>>();

  /**
   * The exports of a module, in the order of their words. Throws `RunRefusal` for what is no plug-in, and if two are called alike or a
   * parameter `kind`: whoever added the latest has to mend it.
   */
  constructor(list: Readonly<Record<string, AnyPlugin<Made, Context>>>) {
    for (const [name, plugin] of Object.entries(list))
      if (!isPlugin(plugin)) throw new RunRefusal(`${name} is no plug-in: it needs id, about, parameters and create`);
    const plugins = Object.values(list).sort((a, b) => (a.id < b.id ? -1 : 1));
    const words = plugins.map(({ id }) => plainWord(id));
    const twice = plugins.find((_, k) => words.indexOf(words[k]) !== k);
    if (twice !== undefined) throw new RunRefusal(`two plug-ins are called "${twice.id}"`);
    const reserved = plugins.find(({ parameters }) => Object.hasOwn(parameters, "kind"));
    if (reserved !== undefined)
      throw new RunRefusal(`"${reserved.id}" has a parameter "kind", the word that chooses it`);
    plugins.forEach(requireReadable);
    this.plugins = plugins;
  }

  get ids(): readonly string[] {
    return this.plugins.map(({ id }) => id);
  }

  /** What a scenario may write to choose one: a map with `kind`, fields that all of them have, and its parameters. */
  choice<Common extends Parameters>(common: Common): ChoiceSchema<Common> {
    const options = this.plugins.map(({ id, about, parameters, problems }) => {
      const shared = Object.keys(common).find((name) => Object.hasOwn(parameters, name));
      if (shared !== undefined) throw new RunRefusal(`"${id}" has a parameter "${shared}", which all of them have`);
      const fields = z.strictObject({ kind: z.literal(id), ...common, ...parameters }).describe(about);
      const asked = problems === undefined ? fields : fields.superRefine(refusing({ id, problems })).describe(about);
      return reading(id, asked);
    });
    const [first, ...rest] = options;
    return z.discriminatedUnion("kind", [first, ...rest]) as unknown as ChoiceSchema<Common>;
  }

  /** As `choice`, or the word alone for those that need no parameter. */
  wordOrChoice(): ChoiceSchema<Parameters, string> {
    const words = this.plugins.filter(({ parameters }) => z.object(parameters).safeParse({}).success);
    const word = z.enum(words.map(({ id }) => id)).transform((id) => this.defaults(id));
    return z.union([word, this.choice({})]);
  }

  /**
   * Makes what was chosen. The choice must have been read by `choice`; throws an `Error` if no plug-in is called so, and `RunRefusal` where the
   * plug-in throws or makes nothing.
   */
  create(chosen: Choice, context: Context): Made {
    const plugin = this.#plugin(chosen.kind);
    return answerOf(() => plugin.create(chosen, context), {
      plugin: `plug-in "${plugin.id}"`,
      member: "create",
      isRight: isMade,
      allowed: "what it makes, at once and not as a promise",
    });
  }

  /** Why a choice cannot be made, of parameters that are right each by itself; throws an `Error` if no plug-in is called so. */
  problems(chosen: Choice, context?: Context): readonly ParameterProblem[] {
    return problemsOf(this.#plugin(chosen.kind), chosen, context);
  }

  /** What a plug-in is made from if only its name is written, `kind` with it. */
  defaults(id: string): Choice {
    let values = this.#defaults.get(id);
    if (values === undefined) this.#defaults.set(id, (values = z.object(this.#plugin(id).parameters).parse({})));
    return { kind: id, ...values };
  }

  #plugin(id: string): AnyPlugin<Made, Context> {
    const plugin = this.plugins.find((one) => one.id === id);
    if (plugin === undefined) throw new Error(`no plug-in is called "${id}"`);
    return plugin;
  }
}

const isPlugin = (plugin: Partial<AnyPlugin<unknown, never>> | null | undefined): boolean =>
  typeof plugin?.id === "string" &&
  typeof plugin.about === "string" &&
  typeof plugin.parameters === "object" &&
  (plugin.parameters as unknown) !== null &&
  typeof plugin.create === "function" &&
  ["function", "undefined"].includes(typeof plugin.problems);

/** What parameters are is asked as each scenario is read, whether it chooses the plug-in or not. */
function requireReadable({ id, parameters }: Pick<AnyPlugin<unknown, never>, "id" | "parameters">): void {
  const other = Object.keys(parameters).find((name) => !(parameters[name] instanceof z.core.$ZodType));
  if (other !== undefined)
    throw new RunRefusal(
      `plug-in "${id}": parameter "${other}" is no schema; allowed: one of sim/units/schema.ts, or of zod`,
    );
  answerOf(() => z.object(parameters).safeParse({}), {
    plugin: `plug-in "${id}"`,
    member: "a default of its parameters",
    isRight: () => true,
    allowed: "",
  });
}

const isMade = (made: unknown): boolean =>
  (typeof made === "object" || typeof made === "function") && made !== null && !(made instanceof Promise);

const isListOfProblems = (found: unknown): boolean =>
  found === undefined ||
  (Array.isArray(found) &&
    found.every(
      (one: Partial<ParameterProblem> | null) => typeof one?.parameter === "string" && typeof one.message === "string",
    ));

/** Throws `RunRefusal` where the plug-in throws, or answers something else. */
const problemsOf = <Context>(
  { id, problems }: Pick<AnyPlugin<unknown, Context>, "id" | "problems">,
  parameters: ValuesOf<Parameters>,
  context: Context | undefined,
): readonly ParameterProblem[] =>
  answerOf(() => problems?.(parameters, context), {
    plugin: `plug-in "${id}"`,
    member: "problems",
    isRight: isListOfProblems,
    allowed: "a list of problems, each with parameter and message",
  }) ?? [];

/** What the plug-in itself does wrong is told at the place of the choice. */
const refusing =
  (plugin: Pick<AnyPlugin<unknown, never>, "id" | "problems">) =>
  (parameters: ValuesOf<Parameters>, context: z.core.$RefinementCtx): void => {
    try {
      for (const { parameter, message } of problemsOf(plugin, parameters, undefined))
        context.addIssue({ code: "custom", message, path: parameter.split("."), input: parameters[parameter] });
    } catch (error) {
      context.addIssue(atChoice(plugin.id, error));
    }
  };

/** The same schema; where a refinement or transformation of a parameter throws, that too is told there. */
function reading<Schema extends z.core.$ZodType>(id: string, schema: Schema): Schema {
  const { _zod: internals } = schema;
  const read = internals.run.bind(internals);
  internals.run = (payload, context) => {
    try {
      return answerOf(() => read(payload, context), {
        plugin: `plug-in "${id}"`,
        member: "a schema of its parameters",
        isRight: (answer) => !(answer instanceof Promise),
        allowed: "what is read at once and not as a promise",
      });
    } catch (error) {
      payload.issues.push(atChoice(id, error));
      return payload;
    }
  };
  return schema;
}

function atChoice(id: string, error: unknown): { code: "custom"; message: string; path: string[]; input: string } {
  if (!(error instanceof RunRefusal)) throw error;
  return { code: "custom", message: error.message, path: ["kind"], input: id };
}
