// Loads all operations, so that the table is full.

import "./ops/activations";
import "./ops/arithmetic";
import "./ops/classification";
import "./ops/combine";
import "./ops/copies";
import "./ops/counting";
import "./ops/division";
import "./ops/extremes";
import "./ops/flatten";
import "./ops/flip";
import "./ops/indexing";
import "./ops/join";
import "./ops/logic";
import "./ops/losses";
import "./ops/matmul";
import "./ops/movement";
import "./ops/norm";
import "./ops/piecewise";
import "./ops/powers";
import "./ops/products";
import "./ops/reduce";
import "./ops/repeat";
import "./ops/reshape";
import "./ops/rounding";
import "./ops/scans";
import "./ops/scatter";
import "./ops/softmax";
import "./ops/special";
import "./ops/statistics";
import "./ops/trigonometry";
import "./ops/unary";
import "./creation";

export type { Op } from "./definition";
export { operations } from "./op";
export { formsOf } from "./overloads";
