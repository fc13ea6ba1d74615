import { test } from "vitest";
import { createEffect, createRoot, createSignal, createMemo, onCleanup } from "solid-js";
import * as L from "../../src/index";
import { liveTrackers } from "../../src/dynamic";
import { setHost } from "../../src/watch";
const { tensor, autograd, nn, createBackward, createTensor, noGrad, batch } = L;
const F = nn.functional;
const probe = (name: string, fn: () => unknown) => {
  let r: string; const t0 = performance.now();
  try { const v = fn(); r = Array.isArray(v) ? v.map((x) => (x instanceof L.Tensor ? String(x) : Object.is(x, -0) ? "-0" : typeof x === "string" ? x : JSON.stringify(x))).join(" | ") : v instanceof L.Tensor ? String(v) : Object.is(v, -0) ? "-0" : String(v); }
  catch (e) { const er = e as any; r = `THROWS ${er?.constructor?.name} [op=${er?.op} param=${er?.parameter}] ${er?.message?.slice(0, 200)}`; }
  const dt = performance.now() - t0;
  console.log(`${name}: ${r}` + (dt > 30 ? `   (${dt.toFixed(0)} ms)` : ""));
};
const g = { requiresGrad: true };
test("critic", () => {
  probe("90 cycle leaves checked", () => {
    const k = tensor(0), c0 = tensor(1); let D3: any;
    const D1: any = createTensor(() => { if (k.item()) { try { return [D3.at(0).item()]; } catch { return [5]; } } return [5]; });
    D3 = createTensor(() => [(c0.item() as number) + (D1.at(0).item() as number)]);
    const a = D3.at(0).item(); k.set(1); const b = D1.at(0).item(); k.set(0); D1.at(0).item(); c0.set(100); return [a, b, D3.at(0).item()];
  });
  probe("91 backward inputs nograd", () => { const x = tensor([1]), w = tensor([1], g); x.mul(w).sum().backward(null, { inputs: [x] }); return [String(x.grad)]; });
  probe("92 backward inputs unrelated", () => { const u = tensor([1], g), w = tensor([1], g); w.mul(2).sum().backward(null, { inputs: [u] }); return [String(u.grad)]; });
  probe("93 mse steady alloc", () => 0);
  probe("94 inplace add on leaf viewed by watcher: count", () => { const x = tensor([1, 2, 3]); let runs = 0; let stop = () => {}; createRoot((d) => { stop = d; createEffect(() => { runs++; x.at(0).item(); }); }); x.at(1).fill_(9); x.at(0).fill_(9); stop(); return [runs]; });
  probe("95 grad set while retained", () => { const x = tensor([1], g); const y = x.mul(2); y.retainGrad(); const z = y.mul(3).sum(); z.backward(); y.add_(1); return [String(y.grad), y.retainsGrad]; });
  probe("96 in-place on leaf turning non-leaf keeps grad?", () => { const x = tensor([1, 1]); const w = tensor([2, 3], g); x.mul_(w); x.sum().backward(); return [x.isLeaf, String(w.grad)]; });
  probe("97 in-place with dynamic target", () => { const k = tensor(1); const d = createTensor(() => [k.item() as number]); d.add_(1); const a = String(d); k.set(5); return [a, String(d)]; });
  probe("98 noGrad write to signal-driven leaf", () => { const d = createTensor(() => [1, 2], g); noGrad(() => d.sub_(1)); return [d.isLeaf, d.requiresGrad, d]; });
  probe("99 leaf grad after noGrad sub_ on dynamic", () => { const d = createTensor(() => [1, 2], g); const l = d.mul(d).sum(); l.backward(); return [String(d.grad)]; });
  probe("100 snapshot writable?", () => { const s = tensor([1]).snapshot(); s.set([2]); return s; });
  probe("101 createGraph accumulate under noGrad", () => { const x = tensor([2], g); noGrad(() => { }); x.pow(3).sum().backward(null, { createGraph: true }); const g1 = x.grad!; g1.sum().backward(); return [String(x.grad)]; });
  probe("102 detach in-place of leaf", () => { const w = tensor([1, 2], g); const y = w.mul(2); w.detach().add_(1); return [w, y]; });
  probe("103 dims []", () => [tensor([[1, 2]]).sum([]).item(), String(tensor([[1, 2]]).softmax(-1).shape)]);
  probe("104 add positional alpha", () => (tensor([1]) as any).add(tensor([1]), 2));
  probe("105 mean of f32 big", () => [L.full([10], 0.1, { dtype: "float64" }).mean().item()]);
  probe("106 stride of elementwise on T", () => [JSON.stringify(L.ones(2, 3).T.mul(2).stride())]);
  probe("107 setAt on view", () => { const x = tensor([[1, 2], [3, 4]]); x.at(0).set([9, 9]); return x; });
  probe("108 setAt name option", () => { const x = tensor([[1, 2], [3, 4]]); x.setAt([0, 5], 1); return x; });
  probe("109 effect over T.grad many leaves", () => 0);
  probe("110 max NaN dims", () => { const m: any = tensor([[1, NaN]]).max(1); return [m.values, m.indices]; });
  // server-like host
  const runsFor = (n: number) => { let runs = 0; let h: any = tensor([0]); for (let i = 0; i < n; i++) { const p = h; h = createTensor(() => { runs++; return p.add(1); }); } runs = 0; h.item(); return runs; };
  probe("111 chain of dynamic on client, runs at read", () => [runsFor(4), runsFor(8)]);
  setHost({ listener: () => null, createWatch: () => ({ track() {}, fire() {}, watched: false }), track: (fn: () => void) => { fn(); return { stale: () => true, track() {}, dispose() {} }; }, batch: (fn: () => void) => fn() });
  for (const n of [2, 4, 6, 8]) probe(`111 server chain n=${n}, fn runs for one read`, () => runsFor(n));
  probe("112 server plain ops", () => { let runs = 0; const k = tensor(1); const d = createTensor(() => { runs++; return k.mul(2); }); const z = d.add(1).mul(2).sum(); z.item(); return runs; });
});
