import { testVectors } from "../../test/vectors.js";
import { lifecycleRules } from "./rules.js";

testVectors(new URL("lifecycle.vectors.jsonl", import.meta.url), lifecycleRules);
