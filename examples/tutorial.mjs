// PyTorch's autograd tutorial on plain Node: a network of one layer, its loss and its gradients.
// `npm run example` builds the package first; then `node examples/tutorial.mjs` works too.
import { manualSeed, nn, ones, randn, zeros } from "solid-autograd";

manualSeed(0);
const x = ones(5); // input
const y = zeros(3); // expected output
const w = randn(5, 3, { requiresGrad: true });
const b = randn(3, { requiresGrad: true });
const z = x.matmul(w).add(b);
const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);

console.log(`Gradient function for z = ${z.gradFn?.name}`);
console.log(`Gradient function for loss = ${loss.gradFn?.name}`);

loss.backward();
console.log(String(w.grad));
console.log(String(b.grad));
