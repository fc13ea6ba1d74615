// The bench of part 1: sliders for every leaf, and the values and gradients beside them.

import { type Accessor, createMemo } from "solid-js";
import { Heatmap, TensorSliders } from "../../components";
import type { Tensor } from "../../src/index";
import { words } from "../language";

export interface NetworkBenchProps {
  x: Tensor;
  y: Tensor;
  z: Tensor;
  w: Tensor;
  b: Tensor;
  loss: Tensor;
  /** The ends of the colour scales: one for all values of the part, one for all gradients. */
  valueMax: Accessor<number>;
  gradientMax: Accessor<number>;
}

function Head(props: { name: string; note: string }) {
  return (
    <h3 class="tensor-name">
      <code>{props.name}</code> <span>{props.note}</span>
    </h3>
  );
}

export function NetworkBench(props: NetworkBenchProps) {
  // What the loss compares with y.
  const probabilities = createMemo(() => props.z.sigmoid());
  return (
    <>
      <div class="bench__x">
        <Head name="x" note={words().inputs} />
        <TensorSliders of={props.x} direction="column" rowLabels={[]} columnLabels={[""]} />
      </div>
      <div class="bench__w">
        <Head name="w" note={words().weights} />
        <TensorSliders
          of={props.w}
          gradient={() => props.w.grad}
          loss={props.loss}
          readout={false}
        />
      </div>
      <div class="bench__wv">
        <Heatmap of={props.w} max={props.valueMax()} />
      </div>
      <div class="bench__wg">
        <Heatmap of={() => props.w.grad} name="w.grad" max={props.gradientMax()} emptyRows={5} />
      </div>
      <div class="bench__b">
        <Head name="b" note={words().biases} />
        <TensorSliders
          of={props.b}
          gradient={() => props.b.grad}
          loss={props.loss}
          readout={false}
        />
      </div>
      <div class="bench__bv">
        <Heatmap of={props.b} max={props.valueMax()} legend={false} />
      </div>
      <div class="bench__bg">
        <Heatmap of={() => props.b.grad} name="b.grad" max={props.gradientMax()} legend={false} />
      </div>
      <div class="bench__y">
        <Head name="y" note={words().expected} />
        <TensorSliders of={props.y} min={0} max={1} />
      </div>
      <div class="bench__yp">
        <Heatmap of={probabilities()} name="sigmoid(z)" max={1} legend={false} />
      </div>
    </>
  );
}
