/** How `orrery check` draws what is too rare to wait for: outages more often and longer, with runs weighted by how much likelier they are. */
import { z } from "zod";

const factor = () => z.number().min(1).max(1_000_000);

export const rareSchema = z
  .strictObject({
    tilt: z
      .array(
        z.strictObject({
          class: z.string().min(1).describe("operators whose nodes are drawn so"),
          often: factor().default(1).describe("times as often as they are: how much sooner a node goes off"),
          long: factor().default(1).describe("times as long as they are: how much later it comes back"),
        }),
      )
      .min(1)
      .max(100)
      .describe("outages by the other law, a class each"),
  })
  .describe(
    "how check judges what is expected in one run of 10,000 or fewer: by importance sampling in the place of splitting; runs themselves do not change",
  );

type Rare = z.output<typeof rareSchema>;

interface Given {
  readonly rare?: Rare | undefined;
  readonly fidelity: "message" | "frame" | "epoch";
  readonly operators: readonly { readonly class: string; readonly uptime: number }[];
}

/** Only of nodes that go off at times of their own is the law known, and each class has one. */
export function refuseTilt({ rare, fidelity, operators }: Given, context: z.RefinementCtx): void {
  if (rare !== undefined && fidelity === "epoch")
    context.addIssue({
      code: "custom",
      message:
        "by epochs short outages are reckoned and not drawn, so that there is no law to tilt; leave rare out, or write fidelity: frame",
      path: ["rare"],
      input: "a map",
    });
  const seen = new Set<string>();
  for (const [k, entry] of (rare?.tilt ?? []).entries()) {
    const refuse = (message: string): void =>
      context.addIssue({ code: "custom", message, path: ["rare", "tilt", k, "class"], input: entry.class });
    const found = operators.find(({ class: name }) => name === entry.class);
    if (found === undefined)
      refuse(`no class of operators is called so, but ${operators.map(({ class: name }) => name).join(", ")}`);
    else if (found.uptime >= 1)
      refuse("its nodes have no outages of their own that could be drawn otherwise: uptime is 100 %");
    if (seen.has(entry.class)) refuse("it has an entry already");
    seen.add(entry.class);
  }
}
