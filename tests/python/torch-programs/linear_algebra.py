import torch
torch.manual_seed(2809)
N = 3
x = torch.tensor([1., 2., 3.], requires_grad=True)
def f(x): return x.sin().sum()
print(torch.autograd.functional.jacobian(lambda t: t ** 2, x))
A = torch.tensor([[4., 1.], [2., 3.]])
print(torch.linalg.det(A), torch.linalg.inv(A), torch.linalg.solve(A, torch.tensor([1., 2.])))
print(torch.linalg.norm(A), torch.linalg.matrix_power(A, 2), torch.linalg.slogdet(A))
S = A @ A.T
print(torch.linalg.cholesky(S), torch.trace(S), S.diagonal(), torch.diag(torch.tensor([1., 2.])))
print(torch.cross(torch.tensor([1., 0, 0]), torch.tensor([0., 1, 0]), dim=0), torch.linalg.vector_norm(A))
print(torch.bmm(torch.ones(2, 1, 3), torch.ones(2, 3, 1)).squeeze(), torch.baddbmm(torch.zeros(1, 1, 1), torch.ones(1, 1, 2), torch.ones(1, 2, 1)))
print(torch.mv(A, torch.ones(2)), torch.mm(A, A), torch.addmm(torch.ones(2, 2), A, A, beta=2, alpha=0.5))
print(torch.tensordot(A, A, dims=1), torch.cdist(A, A))
print(torch.det(A), A.inverse(), A.det())
print(torch.chain_matmul(A, A), torch.linalg.multi_dot([A, A, A]))
