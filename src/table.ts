// Loads all operations, so that the table is full.

import "./ops/arithmetic";
import "./ops/classification";
import "./ops/copies";
import "./ops/division";
import "./ops/extremes";
import "./ops/indexing";
import "./ops/join";
import "./ops/logic";
import "./ops/losses";
import "./ops/matmul";
import "./ops/movement";
import "./ops/reduce";
import "./ops/reshape";
import "./ops/scatter";
import "./ops/softmax";
import "./ops/unary";
import "./creation";

export type { Op } from "./definition";
export { operations } from "./op";
export { formsOf } from "./overloads";
