import type { AnyRule } from "../../ground/rule.js";
import { forkchoiceRules } from "../forkchoice/forkchoice-rules.js";
import { leaderRules } from "./leader-rules.js";
import { simplexRules } from "./simplex-rules.js";
import { voteRules } from "./vote-rules.js";

/** Rules of protocol.md section 2. */
export const consensusRules: readonly AnyRule[] = [...voteRules, ...leaderRules, ...simplexRules, ...forkchoiceRules];
