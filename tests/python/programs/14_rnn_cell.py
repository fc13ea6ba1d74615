# A recurrent cell by hand, unrolled through time, against nn.RNNCell.
import torch
from torch import nn


class RNNCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super(RNNCell, self).__init__()
        self.hidden_size = hidden_size
        self.Wx = nn.Parameter(torch.arange(hidden_size * input_size).view(hidden_size, -1) * 0.1 - 0.3)
        self.Wh = nn.Parameter(torch.eye(hidden_size) * 0.5)
        self.b = nn.Parameter(torch.zeros(hidden_size))

    def forward(self, x, h=None):
        if h is None:
            h = x.new_zeros(x.size(0), self.hidden_size)
        return torch.tanh(x @ self.Wx.t() + h @ self.Wh.t() + self.b)

    def extra_repr(self):
        return f"hidden={self.hidden_size}"


cell = RNNCell(2, 3)
print(cell)
seq = [torch.tensor([[float(t), 1.0]]) for t in range(4)]
h, states = None, []
for x in seq:
    h = cell(x, h)
    states.append(h)
outputs = torch.stack(states, dim=1)
print(outputs.shape)
print(outputs.squeeze(0))
loss = outputs[:, -1].pow(2).mean()
loss.backward()
for name, p in cell.named_parameters():
    print(name, p.grad.abs().sum())
print(cell.Wh.grad)

reference = nn.RNNCell(2, 3, bias=False)
with torch.no_grad():
    reference.weight_ih.copy_(cell.Wx)
    reference.weight_hh.copy_(cell.Wh)
h = torch.zeros(1, 3)
for x in seq:
    h = reference(x, h)
print(torch.allclose(h, states[-1]), reference)

# Truncated: the state is detached every two steps.
cell.zero_grad()
h = None
for t, x in enumerate(seq):
    if t == 2:
        h = h.detach()
    h = cell(x, h)
h.pow(2).mean().backward()
print(cell.Wx.grad)
*first, last = states
print(len(first), last is states[-1])
