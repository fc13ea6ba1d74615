x, y, name = 3.14159, 42, "world"
print(f"hello {name}", f"{x}", f"{y}", f"{x:.2f}", f"{x:10.3f}|", f"{x:<10.3f}|", f"{x:^10.3f}|", f"{x:+.1f}", f"{-x:.0f}")
print(f"{y:5d}|{y:<5d}|{y:05d}|{y:^7}|{y:+d}|{y:x}|{y:X}|{y:b}|{y:o}|{y:#x}|{y:#b}|{y:c}")
print(f"{1234567:,} {1234567.891:,.2f} {1234567:_} {0x1234567:_x} {1234:08,}|{-1234567:,}")
print(f"{0.5:%} {0.256:.1%} {1e10:e} {1234.5678:.3e} {0.00012:g} {1e20:g} {123456789:g} {1.0:g} {100000.0:g} {1000000.0:g}")
print(f"{name!r} {name!s} {name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name:.3}|{name:10.2}|")
print(f"{True} {True:d} {None} {[1, 2]} {(1,)} { {'a': 1} }")
print(f"{x = } {y=} {name=!s} {x=:.2f} {y + 1 = }")
w, p = 10, 2
print(f"{x:{w}.{p}f}|{x:{w}}|{name:>{w}}|{name:{'>'}{w}}|")
print(f"{{literal}} {{{y}}} {'nested' + 'quotes'} {f'{y}'}")
print(f"{y if y > 40 else 'small'} {[i ** 2 for i in range(3)]} {(lambda q: q * 2)(4)} {max(1, 2)}")
print(f"{'a':>3}{'b':>3}", f"{1:>3}{22:>3}", f"{1.5:>6}", f"{2.0}", f"{1e-7}", f"{1e16}", f"{123456.789}")
print(f"{0.1:.20f} {1/3:.17g} {2.5:.0f} {3.5:.0f} {0.125:.2f} {0.375:.2f} {1e23:.0f} {1e-10:.3f} {5e-324:.3e}")
print(f"{float('nan')} {float('inf'):.2f} {-float('inf'):>8} {float('nan'):5}|{float('inf'):05}")
print(f"{1e100:.3g} {12345.6789:.6} {0.0:.3f} {-0.0:.1f} {1.0:.3} {100.0:.3} {12345.0:.3} {1e5} {123456.0:g}")
print(f"{0:.2f} {5:.1f} {5:e} {10**20:.3e} {10**20} {2**70:,}")
print(f"epoch {3:03d} | loss {0.123456:.4f} | acc {0.9876:.2%}")
print(f"{x:10}|{y:10}|{name:10}|{True:10}|{None!s:10}|")
print(f"{'é':>4}|{'😀':>4}|")
print(f'{"a" if True else "b"}' f"{1}" "c")
print(f"""multi
{y}
line""")
print(format(3.14159, ".2f"), format(42), format("a", ">5"), format(1e6, ","), format(255, "08b"), format(-5, "=+6d"), format(3, "=5"), format(1.5, "6"))
print(f"{3:<5}|{3:>5}|{3:^5}|{'s':=<5}|{3:=5}|{-3:=5}|{-3:05}|{3.0:05}|")
print(f"{12.0} {12.50} {1e15} {1e-3} {0.1 + 0.2} {1 / 3:.3} {2 / 3:.10f}")
print(f"{1_000_000.5:,.1f} {999999999999:,} {0.1:,}")
class P:
    def __format__(self, spec):
        return f"<{spec}>"
    def __repr__(self):
        return "P()"
    def __str__(self):
        return "p"
print(f"{P()} {P():abc} {P()!r} {P()!s:>3}")
class Q:
    def __repr__(self):
        return "Q()"
print(f"{Q()} {Q()!s:>5}|")
try:
    f"{Q():>5}"
except TypeError as e:
    print(e)
try:
    f"{1.5:d}"
except ValueError as e:
    print(e)
try:
    f"{'a':.2f}"
except ValueError as e:
    print(e)
try:
    f"{1:.2d}"
except ValueError as e:
    print(e)
