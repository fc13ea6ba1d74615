// All that the page computes with: the model of each part, and what else can be set by hand.

import { tensor } from "../../src/index";
import { accumulate } from "../models/accumulate";
import { backwardTwice } from "../models/backwardTwice";
import { controlFlow } from "../models/controlFlow";
import { descent } from "../models/descent";
import { gradModes } from "../models/gradModes";
import { named } from "../models/named";
import { network } from "../models/network";

/** The models, made anew from their seeds; owned by whoever calls. */
export function createModels() {
  const { w, b, z, zNoGrad, zDet } = gradModes();
  // By their names in Python, as the words and the cards have them.
  named({ w, b, z, z_no_grad: zNoGrad, z_det: zDet });
  return {
    network: named(network()),
    backwardTwice: named({ ...backwardTwice(), retain_graph: tensor(false) }),
    accumulate: named(accumulate()),
    controlFlow: named(controlFlow()),
    gradModes: { w, b, z, zNoGrad, zDet },
    descent: named({ ...descent(), lr: tensor(0.05) }),
  };
}

export type Models = ReturnType<typeof createModels>;
/** The parts, in their order. */
export const partNames = [
  "network",
  "backwardTwice",
  "accumulate",
  "controlFlow",
  "gradModes",
  "descent",
] as const satisfies readonly (keyof Models)[];
export type PartName = (typeof partNames)[number];
