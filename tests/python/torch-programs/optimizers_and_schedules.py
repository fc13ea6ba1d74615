import torch
import torch.nn as nn
torch.manual_seed(0)
model = nn.Linear(3, 2)
X, Y = torch.randn(8, 3), torch.randn(8, 2)
def closure():
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(X), Y)
    loss.backward()
    return loss
for name, kw in [("SGD", dict(lr=0.1, momentum=0.9, nesterov=True)), ("Adam", dict(lr=0.01)), ("AdamW", dict(lr=0.01)), ("RMSprop", dict(lr=0.01)), ("Adagrad", dict(lr=0.1)), ("Adadelta", {}), ("Adamax", {}), ("NAdam", {}), ("RAdam", {})]:
    opt = getattr(torch.optim, name)(model.parameters(), **kw)
    for _ in range(3):
        loss = opt.step(closure)
    print(name, f"{loss.item():.5f}")
opt = torch.optim.SGD([{'params': [model.weight]}, {'params': [model.bias], 'lr': 0.5}], lr=0.1, momentum=0.9)
print(len(opt.param_groups), [g['lr'] for g in opt.param_groups], opt.param_groups[0]['momentum'])
for g in opt.param_groups:
    g['lr'] *= 0.1
opt.step(closure)
print([g['lr'] for g in opt.param_groups])
sched = torch.optim.lr_scheduler.StepLR(opt, step_size=2, gamma=0.1)
for epoch in range(5):
    opt.step()
    sched.step()
    print(epoch, sched.get_last_lr(), opt.param_groups[0]['lr'])
opt = torch.optim.SGD(model.parameters(), lr=0.1)
s = torch.optim.lr_scheduler.LambdaLR(opt, lr_lambda=lambda e: 0.95 ** e)
for _ in range(3):
    opt.step(); s.step()
print(opt.param_groups[0]['lr'])
s = torch.optim.lr_scheduler.ExponentialLR(opt, gamma=0.9)
opt.step(); s.step(); print(s.get_last_lr())
s = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, 'min', patience=1)
for v in [1.0, 1.0, 1.0, 1.0]:
    s.step(v)
print(opt.param_groups[0]['lr'])
s = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=10)
for _ in range(3):
    opt.step(); s.step()
print(s.get_last_lr(), s.last_epoch)
print(opt.state_dict()['param_groups'][0]['params'])
try:
    torch.optim.SGD(model.parameters(), lr=-1)
except ValueError as e:
    print(e)
try:
    torch.optim.SGD(torch.ones(2), lr=1)
except TypeError as e:
    print(e)
opt = torch.optim.Adam(model.parameters())
closure(); opt.step()
sd = opt.state_dict()
print(sorted(sd['state'][0].keys()), sd['state'][0]['step'])
opt.zero_grad(set_to_none=True)
print(model.weight.grad)
class MySGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, dict(lr=lr))
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                state = self.state[p]
                state['step'] = state.get('step', 0) + 1
                p.add_(p.grad, alpha=-group['lr'])
opt = MySGD(model.parameters())
for _ in range(2):
    l = closure()
    opt.step()
print(f"{l.item():.5f}", opt.state[model.weight])
