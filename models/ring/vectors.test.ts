import { testVectors } from "../../test/vectors.js";
import { ringRules } from "./rules.js";

testVectors(new URL("ring.vectors.jsonl", import.meta.url), ringRules);
