# Adam written out, step by step equal to torch.optim.Adam; a scheduler; parameter groups.
import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.t = 0
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for p, m, v in zip(self.params, self.m, self.v):
            if p.grad is None:
                continue
            m.mul_(b1).add_(p.grad, alpha=1 - b1)
            v.mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
            m_hat = m / (1 - b1 ** self.t)
            v_hat = v / (1 - b2 ** self.t)
            p.addcdiv_(m_hat, v_hat.sqrt() + self.eps, value=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def __repr__(self):
        return f"{type(self).__name__}(lr={self.lr}, betas={self.betas})"


def run(make):
    w = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
    opt = make([w])
    for _ in range(10):
        opt.zero_grad()
        ((w - torch.tensor([0.0, 1.0, 2.0])) ** 2).sum().backward()
        opt.step()
    return w


mine = run(lambda p: Adam(p, lr=0.1))
theirs = run(lambda p: torch.optim.Adam(p, lr=0.1))
print(mine, theirs, sep="\n")
print((mine - theirs).abs().max() < 1e-6)
print(Adam([mine]))
for cls, kwargs in [(torch.optim.SGD, dict(lr=0.1, nesterov=True, momentum=0.9)), (torch.optim.RMSprop, {"lr": 0.01}), (torch.optim.AdamW, {})]:
    print(cls.__name__, [round(v, 4) for v in run(lambda p: cls(p, **kwargs)).tolist()])

p = torch.zeros(1, requires_grad=True)
opt = torch.optim.SGD([p], lr=1.0)
sched = torch.optim.lr_scheduler.StepLR(opt, step_size=2, gamma=0.5)
for epoch in range(5):
    opt.step()
    sched.step()
    print(epoch, sched.get_last_lr(), opt.param_groups[0]["lr"])
try:
    torch.optim.SGD([p], lr=-1)
except ValueError as e:
    print(e)
try:
    torch.optim.Adam([])
except ValueError as e:
    print(e)
