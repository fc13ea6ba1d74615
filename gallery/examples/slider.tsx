// Examples of components/slider.

import { createMemo, type JSX } from "solid-js";
import {
  createWorkbench,
  LossReadout,
  ParameterSlider,
  ScrubbableNumber,
  TensorSliders,
  takeForecast,
  useWorkbench,
  WorkbenchProvider,
} from "../../components/index";
import { createBackward, manualSeed, nn, randn, tensor } from "../../src/index";
import type { Example } from "../example";

/** A line of data and the squared error of `y = m·x + c` on it, held with its gradients. */
function fittedLine() {
  const x = tensor([-2, -1, 0, 1, 2]);
  const y = tensor([-2.6, -1.4, 0.3, 1.9, 2.8]);
  const m = tensor(0.4, { requiresGrad: true });
  const c = tensor(-0.5, { requiresGrad: true });
  m.name = "m";
  c.name = "c";
  const loss = nn.functional.mseLoss(x.mul(m).add(c), y);
  loss.name = "loss";
  createBackward(loss);
  return { m, c, loss };
}

/** A layer of seeded weights, its loss, and their gradients. */
function layer(rows: number, columns: number, seed = 0) {
  manualSeed(seed);
  const x = randn(8, rows);
  const y = randn(8, columns);
  const w = randn(rows, columns, { requiresGrad: true });
  w.name = "w";
  const loss = nn.functional.mseLoss(x.matmul(w), y);
  loss.name = "loss";
  createBackward(loss);
  return { w, loss };
}

/** Buttons for what was done last: the examples are tests of undo too. */
function Undo(): JSX.Element {
  const history = useWorkbench()?.history;
  return (
    <p>
      <button type="button" disabled={!history?.undoable()} on:click={() => history?.undo()}>
        Undo {history?.undoable()?.label}
      </button>{" "}
      <button type="button" disabled={!history?.redoable()} on:click={() => history?.redo()}>
        Redo {history?.redoable()?.label}
      </button>
    </p>
  );
}

export const slider: readonly Example[] = [
  {
    id: "slider-parameter",
    title: "One parameter, its gradient and the promise",
    text: "Drag m. The arrow points the way that lowers the loss, and the promise is what the gradient at the start of the drag predicted.",
    view: () => {
      const { m, c, loss } = fittedLine();
      return (
        <WorkbenchProvider workbench={createWorkbench()}>
          <ParameterSlider of={m} gradient={() => m.grad} loss={loss} initial={0.4} />
          <ParameterSlider of={c} gradient={() => c.grad} loss={loss} initial={-0.5} />
          <Undo />
        </WorkbenchProvider>
      );
    },
  },
  {
    id: "slider-loss-readout",
    title: "The loss, with the promise beside it",
    text: "One readout for several sliders: its room is kept, so nothing moves when a drag begins.",
    view: () => {
      const { m, c, loss } = fittedLine();
      return (
        <WorkbenchProvider workbench={createWorkbench()}>
          <LossReadout of={loss} />
          <ParameterSlider of={m} gradient={() => m.grad} loss={loss} readout={false} />
          <ParameterSlider of={c} gradient={() => c.grad} loss={loss} readout={false} />
        </WorkbenchProvider>
      );
    },
  },
  {
    id: "slider-promise-held",
    title: "A promise half-way through a drag",
    text: "The slope at m = 0.4 promised more than the curve kept.",
    view: () => {
      const { m, loss } = fittedLine();
      const forecast = takeForecast(loss, m, 0);
      m.set(1.6);
      return (
        <>
          <LossReadout of={loss} forecast={forecast} />
          <ParameterSlider of={m} gradient={() => m.grad} initial={0.4} />
        </>
      );
    },
  },
  {
    id: "slider-scales",
    title: "Linear, logarithmic, about zero, and whole numbers",
    view: () => {
      const small = tensor(0.003);
      const signed = tensor(-40);
      const layers = tensor(3, { dtype: "int64" });
      const flag = tensor(true);
      return (
        <>
          <ParameterSlider of={tensor(1.25)} label="linear" />
          <ParameterSlider of={small} label="log" scale="log" />
          <ParameterSlider of={signed} label="symlog" scale="symlog" min={-1000} max={1000} />
          <ParameterSlider of={tensor(4)} label="integer" scale="integer" min={0} max={10} />
          <ParameterSlider of={layers} label="int64" min={1} max={8} />
          <ParameterSlider of={flag} label="bool" />
        </>
      );
    },
  },
  {
    id: "slider-gradients",
    title: "Steep, gentle, flat, and no number",
    text: "The longer the arrow, the steeper. A zero slope is flat; nan and inf are said in words.",
    view: () => {
      const slopes = [8, 0.6, -0.05, -2, 0, Number.NaN, Number.NEGATIVE_INFINITY];
      return (
        <>
          {slopes.map((slope, i) => (
            <ParameterSlider
              of={tensor(i / 3 - 1)}
              label={`slope ${slope}`}
              gradient={tensor(slope)}
            />
          ))}
        </>
      );
    },
  },
  {
    id: "slider-states",
    title: "Disabled, read-only, nan, infinite, and out of reach",
    text: "A number typed outside the ends widens them; between bounds it is refused in words.",
    view: () => (
      <>
        <ParameterSlider of={tensor(0.5)} label="disabled" disabled gradient={tensor(1)} />
        <ParameterSlider of={tensor(0.5)} label="read-only" readonly gradient={tensor(1)} />
        <ParameterSlider of={tensor(Number.NaN)} label="nan" />
        <ParameterSlider of={tensor(Number.POSITIVE_INFINITY)} label="inf" />
        <ParameterSlider of={tensor(42)} label="wide" />
        <ParameterSlider of={tensor(1)} label="bounded" min={0} max={2} bounded />
        <ParameterSlider of={tensor(0.5)} label="no log" scale="log" min={0} max={1} />
      </>
    ),
  },
  {
    id: "slider-matrix",
    title: "A matrix, one scale for all",
    text: "Drag the label of a row or column to move all of it. Hold Shift and drag across sliders to give them all the value of the first.",
    view: () => {
      const { w, loss } = layer(4, 3);
      const initial = w.detach().toTypedArray();
      return (
        <WorkbenchProvider workbench={createWorkbench()}>
          <TensorSliders
            of={w}
            name="w"
            gradient={() => w.grad}
            loss={loss}
            initial={initial.slice()}
          />
          <Undo />
        </WorkbenchProvider>
      );
    },
  },
  {
    id: "slider-vectors",
    title: "Vectors across and upright, a scalar, nothing",
    view: () => {
      manualSeed(1);
      const b = randn(5, { requiresGrad: true });
      const s = tensor(0.25);
      return (
        <>
          <TensorSliders of={b} name="b" rowLabels={[]} columnLabels={[]} />
          <TensorSliders of={b} name="upright" direction="column" columnLabels={["all"]} />
          <TensorSliders of={s} name="s" />
          <TensorSliders of={tensor([])} name="empty" />
          <TensorSliders of={tensor([[[1]]])} name="too many dimensions" />
        </>
      );
    },
  },
  {
    id: "slider-large",
    title: "Sixty-four at once",
    text: "Above twenty, Tab stops at one of them; Control with an arrow walks.",
    view: () => {
      const { w } = layer(8, 8, 2);
      return <TensorSliders of={w} gradient={() => w.grad} />;
    },
  },
  {
    id: "slider-sentence",
    title: "Numbers within a sentence",
    text: "Drag a number sideways, with Shift for tenths; Enter types one; double-click sets it back.",
    view: () => {
      const { m, c, loss } = fittedLine();
      const ends = createMemo(() => Number(m.item()) * 2 + Number(c.item()));
      return (
        <WorkbenchProvider workbench={createWorkbench()}>
          <p>
            The line climbs{" "}
            <ScrubbableNumber
              of={m}
              label="slope"
              unit=" m"
              step={0.05}
              gradient={() => m.grad}
              loss={loss}
            />{" "}
            for each step to the right and starts at{" "}
            <ScrubbableNumber
              of={c}
              label="start"
              step={0.1}
              min={-3}
              max={3}
              gradient={() => c.grad}
              loss={loss}
            />
            , so after two steps it stands at {ends().toFixed(2)}.
          </p>
          <Undo />
        </WorkbenchProvider>
      );
    },
  },
  {
    id: "slider-sentence-kinds",
    title: "Steps, rates, percentages, and those that do not move",
    view: () => (
      <p>
        Train for <ScrubbableNumber of={tensor(20, { dtype: "int64" })} label="epochs" min={1} />{" "}
        epochs at a rate of <ScrubbableNumber of={tensor(0.01)} label="learning rate" scale="log" />
        , dropping{" "}
        <ScrubbableNumber
          of={tensor(0.1)}
          label="dropout"
          min={0}
          max={1}
          bounded
          format={(value) => String(Math.round(value * 100))}
          unit="%"
        />
        ; the seed is <ScrubbableNumber of={tensor(42)} label="seed" readonly step={1} /> and the
        momentum <ScrubbableNumber of={tensor(0.9)} label="momentum" disabled step={0.1} />.
      </p>
    ),
  },
  {
    id: "slider-rtl",
    title: "From right to left",
    text: "Text and layout turn round; tracks and numbers do not.",
    view: () => {
      const { m, loss } = fittedLine();
      return (
        <div dir="rtl" lang="ar">
          <ParameterSlider of={m} label="الميل" gradient={() => m.grad} loss={loss} />
          <p>
            ميل الخط هو{" "}
            <ScrubbableNumber of={m} label="الميل" step={0.05} gradient={() => m.grad} /> لكل خطوة.
          </p>
        </div>
      );
    },
  },
];
