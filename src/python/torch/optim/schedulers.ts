// torch.optim.lr_scheduler: the engine's schedulers over Python's optimizers.

import { optim } from "../../../index";
import {
  Float,
  type Kwargs,
  List,
  nativeRaw,
  nativeType,
  Obj,
  raise,
  type Type,
  type Value,
} from "../../objects";
import { argumentOf, itemsOf, numberOf, typeName } from "../arguments";
import { callBack } from "../callbacks";
import { camelCase } from "../names";
import { fromEngine, isOptimizer, type OptimizerObject, toEngine } from "./optimizerObject";

type Engine = {
  step(metric?: number): void;
  readonly lastEpoch?: number;
  getLastLr?(): number[];
};
type Made = new (...given: never[]) => Engine;

class SchedulerObject extends Obj {
  override attributes: Map<string, Value> = new Map();
  engine: Engine | null = null;
  optimizer: OptimizerObject | null = null;

  constructor(readonly type: Type) {
    super();
  }
}

const isScheduler = (value: Value | undefined): value is SchedulerObject =>
  value instanceof SchedulerObject;

/** Arguments as the engine has them; a function of the epoch stays one. */
function argument(value: Value): unknown {
  const items = itemsOf(value);
  if (items !== undefined) return items.map(argument);
  if (value instanceof Obj && !(value instanceof Float) && isFunction(value)) {
    return (epoch: number) => numberOf(callBack(value, [epoch])) as number;
  }
  return argumentOf(value);
}

const isFunction = (value: Obj): boolean => /function|method/.test(value.type.name);

function initialise(
  self: SchedulerObject,
  made: Made,
  args: readonly Value[],
  kwargs: Kwargs,
): void {
  const [first, ...rest] = args.length > 0 ? args : [kwargs?.get("optimizer") as Value];
  if (!isOptimizer(first)) {
    throw raise.TypeError(`${typeName(first ?? null)} is not an Optimizer`);
  }
  const options = Object.fromEntries(
    [...(kwargs ?? [])]
      .filter(([key]) => key !== "verbose" && key !== "optimizer")
      .map(([key, value]) => [camelCase(key), argument(value)]),
  );
  const named = Object.keys(options).length > 0 ? [options] : [];
  self.optimizer = first;
  self.engine = new made(...([toEngine(first), ...rest.map(argument), ...named] as never[]));
  fromEngine(first);
}

function step(self: SchedulerObject, metric: number | undefined): Value {
  const { engine, optimizer } = self;
  if (engine === null || optimizer === null)
    throw raise.AttributeError("scheduler is not initialised");
  toEngine(optimizer);
  if (metric === undefined) engine.step();
  else engine.step(metric);
  fromEngine(optimizer);
  return null;
}

const lastRates = ({ engine, optimizer }: SchedulerObject): Value => {
  const rates = engine?.getLastLr?.() ?? optimizer?.engine?.paramGroups.map(({ lr }) => lr) ?? [];
  return new List(rates.map((rate) => new Float(rate)));
};

const schedulerType: Type = nativeType<SchedulerObject>({
  name: "_LRScheduler",
  module: "torch.optim.lr_scheduler",
  is: isScheduler,
  attributes: {
    last_epoch: ({ engine }) => engine?.lastEpoch ?? 0,
    optimizer: ({ optimizer }) => optimizer,
    _last_lr: lastRates,
  },
  methods: {
    get_last_lr: ["", lastRates],
  },
  allocate: (type) => new SchedulerObject(type),
});

const engineType = (name: string, made: Made): Type =>
  nativeType<SchedulerObject>({
    name,
    module: "torch.optim.lr_scheduler",
    bases: [schedulerType],
    is: isScheduler,
    methods: {
      __init__: nativeRaw("__init__", ([self, ...args], kwargs) => {
        initialise(self as SchedulerObject, made, args, kwargs);
        return null;
      }),
      step: nativeRaw("step", ([self, metric], kwargs) =>
        step(self as SchedulerObject, numberOf(metric ?? kwargs?.get("metrics"))),
      ),
    },
  });

/** Every scheduler of the engine, by its name. */
export const schedulers = (): Record<string, Value> => ({
  _LRScheduler: schedulerType,
  LRScheduler: schedulerType,
  ...Object.fromEntries(
    Object.entries(optim.lrScheduler).flatMap(([name, made]) =>
      typeof made === "function" && name !== "LRScheduler"
        ? [[name, engineType(name, made as unknown as Made)]]
        : [],
    ),
  ),
});
