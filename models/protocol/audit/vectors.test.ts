import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { auditRules } from "./audit-rules.js";

testRuleContract("audit", auditRules);
testVectors(new URL("audit.vectors.jsonl", import.meta.url), auditRules);
