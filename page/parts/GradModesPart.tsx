// Part 5: three tensors with the same numbers, only one of which leads back to the parameters.

import { createEffect, createSignal, For, on, Show } from "solid-js";
import { Heatmap, TensorSliders, TensorText } from "../../components";
import type { Tensor } from "../../src/index";
import { words } from "../language";
import { PartSection } from "../PartSection";
import { Prose, plain } from "../Prose";
import { usePage } from "../state/Page";

interface Mode {
  code: string;
  tensor: Tensor;
}

function ModeCard(props: { mode: Mode }) {
  const page = usePage();
  const tensor = () => props.mode.tensor;
  const [answer, setAnswer] = createSignal<{ error: string } | "reached" | null>(null);
  const ask = (): void => {
    try {
      tensor().sum().backward();
      setAnswer("reached");
      page.announce(plain(words().reached));
    } catch (thrown) {
      const error = `${(thrown as Error).name}: ${(thrown as Error).message}`;
      setAnswer({ error });
      page.announce(error, "en");
    }
  };
  // An answer is about the moment: it goes with whatever is done next.
  createEffect(
    on([page.workbench.history.committed, () => page.round("gradModes")], () => setAnswer(null), {
      defer: true,
    }),
  );
  const error = () => {
    const now = answer();
    return now !== null && now !== "reached" ? now.error : null;
  };

  return (
    <article class="mode" aria-label={tensor().name}>
      <h3>
        <code>{props.mode.code}</code>
      </h3>
      <dl class="mode__facts">
        <dt>
          <code>{words().requiresGrad}</code>
        </dt>
        <dd data-yes={tensor().requiresGrad ? "" : undefined}>
          {tensor().requiresGrad ? "True" : "False"}
        </dd>
        <dt>
          <code>{words().gradFn}</code>
        </dt>
        <dd>{tensor().gradFn?.name ?? "None"}</dd>
      </dl>
      <Heatmap of={tensor()} legend={false} />
      <TensorText of={tensor()} wrap />
      <div class="mode__ask">
        <button type="button" class="button" on:click={ask}>
          <code>.sum().backward()</code>
        </button>
        <p class="mode__answer" data-error={error() === null ? undefined : ""}>
          <Show when={answer() === "reached"}>
            <Prose text={words().reached} />
          </Show>
          <Show when={error() !== null}>
            <span lang="en">{error()}</span>
          </Show>
        </p>
      </div>
    </article>
  );
}

export function GradModesPart() {
  const page = usePage();
  const { b, z, zNoGrad, zDet } = page.models.gradModes;
  const modes: readonly Mode[] = [
    { code: "z = x @ w + b", tensor: z },
    { code: "with no_grad(): z_no_grad = x @ w + b", tensor: zNoGrad },
    { code: "z_det = z.detach()", tensor: zDet },
  ];
  return (
    <PartSection number={5} part="gradModes" wide resettable>
      <div class="modes__bias">
        <h3 class="tensor-name">
          <code>b</code> <span>{words().biases}</span>
        </h3>
        <TensorSliders of={b} />
      </div>
      <div class="modes">
        <For each={modes}>{(mode) => <ModeCard mode={mode} />}</For>
      </div>
    </PartSection>
  );
}
