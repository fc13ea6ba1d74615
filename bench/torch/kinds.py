"""What each bench asks of PyTorch: (arrays, options) -> (step, read)."""

import torch
from torch.nn import functional as F


def matmul(arrays, m, k, n, transpose):
    a = arrays["a"].reshape((k, m) if transpose[0] == "T" else (m, k))
    b = arrays["b"].reshape((n, k) if transpose[1] == "T" else (k, n))
    a = a.t() if transpose[0] == "T" else a
    b = b.t() if transpose[1] == "T" else b

    def step(_):
        torch.matmul(a, b)

    return step, lambda: torch.matmul(a, b).flatten()


UNARY = {
    "exp": torch.exp,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "log": torch.log,
    "relu": torch.relu,
    "sum": torch.sum,
    "softmax": lambda x: torch.softmax(x, -1),
}
BINARY = {"add": torch.add, "mul": torch.mul}


def elementwise(arrays, op, shape):
    x = arrays["x"].reshape(shape)
    if op in UNARY:
        run = lambda: UNARY[op](x)
    else:
        y = arrays["y"].reshape(shape)
        run = lambda: BINARY[op](x, y)
    return lambda _: run(), lambda: run().flatten()


def tutorial(arrays):
    x, y, values = arrays["x"].reshape(1, 5), arrays["y"].reshape(1, 3), arrays["values"].tolist()
    w = arrays["w"].reshape(5, 3).requires_grad_()
    b = arrays["b"].requires_grad_()
    flat = w.detach().view(-1)
    last = [[]]

    def step(number):
        flat[number % 15] = values[number & 4095]
        w.grad = b.grad = None
        loss = F.binary_cross_entropy_with_logits(x @ w + b, y)
        loss.backward()
        last[0] = [loss.item(), *w.grad.flatten().tolist(), *b.grad.tolist()]

    return step, lambda: last[0]


def training(loss_of):
    """A training bench: parameters p0, p1, … of the given shapes, SGD; the loss is read."""

    def make(arrays, shapes, lr, **options):
        params = [arrays[f"p{i}"].reshape(shape).requires_grad_() for i, shape in enumerate(shapes)]
        optimizer = torch.optim.SGD(params, lr=lr)
        compute = loss_of(arrays, **options)
        last = [0.0]

        def step(_):
            optimizer.zero_grad()
            loss = compute(*params)
            loss.backward()
            last[0] = loss.item()
            optimizer.step()

        return step, lambda: last

    return make


def small_mlp(arrays, batch, sizes):
    x = arrays["x"].reshape(batch, sizes[0])
    y = arrays["y"].reshape(batch, 1)

    def loss(w1, b1, w2, b2, w3, b3):
        h = torch.tanh(torch.tanh(x @ w1 + b1) @ w2 + b2)
        return F.mse_loss(h @ w3 + b3, y)

    return loss


def mlp(arrays, batch, sizes):
    x = arrays["x"].reshape(batch, sizes[0])
    y = arrays["y"].long()

    def loss(w1, b1, w2, b2):
        return F.cross_entropy(torch.relu(x @ w1 + b1) @ w2 + b2, y)

    return loss


def lenet(arrays, batch):
    x = arrays["x"].reshape(batch, 1, 28, 28)
    y = arrays["y"].long()

    def loss(k1, c1, k2, c2, w3, b3, w4, b4, w5, b5):
        first = F.max_pool2d(torch.relu(F.conv2d(x, k1, c1, padding=2)), 2)
        second = F.max_pool2d(torch.relu(F.conv2d(first, k2, c2)), 2)
        h = torch.relu(second.flatten(1) @ w3 + b3)
        return F.cross_entropy(torch.relu(h @ w4 + b4) @ w5 + b5, y)

    return loss


def transformer(arrays, t, d, heads):
    x = arrays["x"].reshape(t, d)
    y = arrays["y"].reshape(t, d)
    scale = (d // heads) ** -0.5

    def split(tensor):
        return tensor.reshape(t, heads, d // heads).transpose(0, 1)

    def loss(g1, s1, wqkv, bqkv, wo, bo, g2, s2, w1, b1, w2, b2):
        q, k, v = map(split, (F.layer_norm(x, (d,), g1, s1) @ wqkv + bqkv).chunk(3, 1))
        weights = torch.softmax(q @ k.transpose(1, 2) * scale, -1)
        attended = x + (weights @ v).transpose(0, 1).reshape(t, d) @ wo + bo
        h = F.gelu(F.layer_norm(attended, (d,), g2, s2) @ w1 + b1, approximate="tanh")
        return F.mse_loss(attended + h @ w2 + b2, y)

    return loss


KINDS = {
    "tutorial": tutorial,
    "matmul": matmul,
    "elementwise": elementwise,
    "smallMlp": training(small_mlp),
    "mlp": training(mlp),
    "lenet": training(lenet),
    "transformer": training(transformer),
}
