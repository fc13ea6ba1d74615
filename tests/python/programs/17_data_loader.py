# Datasets, loaders and mini-batches, written out as generators and classes.
import math
import random

import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset


class Squares(Dataset):
    def __init__(self, n, transform=None):
        self.n = n
        self.transform = transform

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        if index >= self.n:
            raise IndexError(index)
        sample = float(index)
        if self.transform is not None:
            sample = self.transform(sample)
        return torch.tensor([sample]), index ** 2


data = Squares(7, transform=lambda s: s / 2)
print(len(data), data[3], [label for _, label in data])
for i, (xs, ys) in enumerate(DataLoader(data, batch_size=3)):
    print(i, xs.flatten(), ys)
loader = DataLoader(TensorDataset(torch.arange(6.0).view(3, 2), torch.tensor([0, 1, 2])), batch_size=2, drop_last=True)
print(len(loader), next(iter(loader)))


def batches(n, size, *, seed=None):
    order = list(range(n))
    if seed is not None:
        random.Random(seed).shuffle(order)
    for start in range(0, n, size):
        yield order[start : start + size]


print(list(batches(7, 3)))
print(sorted(sum(batches(7, 3, seed=0), [])) == list(range(7)))
torch.manual_seed(0)
perm = torch.randperm(5)
print(perm, perm.sort().values.equal(torch.arange(5)))


class Meter:
    """Running mean."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.total, self.count = 0.0, 0

    def update(self, value, n=1):
        self.total += value * n
        self.count += n

    @property
    def mean(self):
        return self.total / self.count if self.count else math.nan


meter = Meter()
print(meter.mean)
for batch in batches(7, 3):
    meter.update(sum(batch) / len(batch), len(batch))
print(meter.mean, Meter.__doc__)
print({k: [v for v in range(6) if v % 3 == k] for k in range(3)})
train, valid = data, Squares(2)
for epoch, (name, ds) in enumerate({"train": train, "valid": valid}.items(), start=1):
    print(f"{epoch}/{2} {name:>6}: {sum(x.item() for x, _ in ds):.1f}")
