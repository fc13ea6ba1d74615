// The instruments that stand below the first screen, as one piece of code: see later.tsx.

export {
  DescentPlayer,
  GradientOrigins,
  GraphView,
  LossCurve,
  LossLandscape,
  Plot,
} from "../components";
