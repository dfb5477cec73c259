import type { AnyRule } from "../rule.js";
import { forkchoiceRules } from "./forkchoice/rules.js";
import { leaderRules } from "./rules/leader-rules.js";
import { voteRules } from "./rules/vote-rules.js";

/** Rules of protocol.md section 2. */
export const consensusRules: readonly AnyRule[] = [...voteRules, ...leaderRules, ...forkchoiceRules];
