import torch
x = torch.tensor([1., 2., 3.], requires_grad=True)
y = x * 2
z = y.mean()
def walk(fn, depth=0):
    if fn is None: return
    print('  ' * depth + fn.name())
    for nxt, i in fn.next_functions:
        walk(nxt, depth + 1)
walk(z.grad_fn)
walk(((x @ x) + x.exp().sum() / 2 - x[0]).grad_fn)
walk(torch.nn.functional.cross_entropy(x.view(1, 3), torch.tensor([0])).grad_fn)
w = torch.ones(3, 2, requires_grad=True); b = torch.zeros(2, requires_grad=True)
for t in [x @ w, x @ w + b, torch.stack([x, x]), torch.cat([x, x]), x.sum(0), x[1:], x[torch.tensor([0])], x.max(), x.max(0)[0], x.sort()[0], x.norm(), x.softmax(0), x.log_softmax(0), x.clamp(min=1), x.abs(), x ** 2, 2 ** x, x / 2, 1 / x, -x, x - 1, 1 - x, x.view(3, 1), x.reshape(1, 3), x.unsqueeze(0), w.t(), w.T, w.permute(1, 0), w.transpose(0, 1), w.sum(1, keepdim=True), x.expand(2, 3), x.repeat(2), x.prod(), x.std(), x.var(), x.cumsum(0), x.where(x > 1, x * 0), torch.where(x > 1, x, torch.zeros(3)), x.masked_fill(x > 1, 0.), x.float(), x.double(), x.clone(), x.tanh(), x.sigmoid(), torch.relu(x), torch.nn.functional.gelu(x), torch.nn.functional.linear(x, w.t()), torch.einsum('i,ij->j', x, w), w.flatten(), w.diagonal(), torch.dot(x, x), torch.outer(x, x), w[0], w[:, 0], w[0, 0], w.squeeze(), torch.nn.functional.mse_loss(x, torch.zeros(3)), torch.nn.functional.dropout(x), x.mean(), x.sqrt(), x.log(), x.sin(), x.atan2(x), x.min(), torch.maximum(x, x), torch.logsumexp(x, 0), x.roll(1), x.flip(0), w.unbind(0)[0], w.split(1)[0], w.chunk(2)[1], w.narrow(0, 0, 1), x.gather(0, torch.tensor([0])), x.index_select(0, torch.tensor([0])), torch.tril(w), torch.nn.functional.layer_norm(x, (3,)), torch.nn.functional.embedding(torch.tensor([0]), w), w.mm(w.t()), torch.bmm(w.unsqueeze(0), w.t().unsqueeze(0)), torch.nn.functional.pad(x, (1, 1)), torch.nn.functional.normalize(x, dim=0)]:
    print(t.grad_fn and t.grad_fn.name(), end=' ')
print()
print(y.grad_fn, z.grad_fn.next_functions, x.grad_fn)
print(type(z.grad_fn), z.grad_fn.next_functions[0][0] is y.grad_fn)
