print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2)
print(divmod(7, -2), divmod(-7.5, 2))
print(2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 0.5, 4 ** 0.5, 0 ** 0)
print(2 ** 100, -2 ** 100, 3 ** 50 % 7, pow(3, 200, 13))
print(10 ** 20 // 7, 10 ** 20 % 7, -(10 ** 20) // 7, 10 ** 20 / 7)
print(9007199254740991 + 2, 9007199254740992 * 3, -9007199254740993 - 1)
print(1 / 3, 2 / 3, 10 / 5, 1e100 * 1e10, 1 / 7)
print(0.1 + 0.2, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 0.0001234, 1e22, 5e-324, 1.7976931348623157e308)
print(float("inf"), -float("inf"), float("nan"), -0.0, 0.0)
print(1_000_000, 0x1F, 0o17, 0b101, 1e3, 1., .5, 2.e2)
print(True + True, True * 3, False - 1, -True, ~True, not True)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 40, (1 << 40) >> 38, -5 >> 1, -1 & 0xFF, 2 ** 70 & 2 ** 69 + 5)
print(int(3.9), int(-3.9), int("42"), int(" -7 "), int("ff", 16), int("0b11", 0), int(True), int("1_000"))
print(float(3), float("1e5"), float(" -2.5 "), float("inf"), float(10 ** 20))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(0.5), round(1.005, 2), round(12.345, 1))
print(abs(-3), abs(-2.5), abs(True), max(3, 1, 2), min([4, 2, 8]), sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []))
print(type(1), type(1.0), type(True), type(1 + 1.0), type(2 ** 100), type(4 / 2), type(None))
print(1 == 1.0, 1 == True, 0 == False, 1 < 1.5, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53))
print(hash(1) == hash(1.0), {1: "a", 1.0: "b", True: "c"})
print(bin(10), oct(64), hex(255), hex(-255), (255).bit_length(), (0).bit_length())
print((3.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio())
for expression in ["1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "10.0 ** 400"]:
    pass
try:
    1 / 0
except ZeroDivisionError as e:
    print(e)
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
try:
    1 % 0
except ZeroDivisionError as e:
    print(e)
try:
    1.5 / 0
except ZeroDivisionError as e:
    print(e)
try:
    1.5 // 0
except ZeroDivisionError as e:
    print(e)
try:
    1.5 % 0
except ZeroDivisionError as e:
    print(e)
try:
    0 ** -1
except ZeroDivisionError as e:
    print(e)
try:
    10.0 ** 400
except OverflowError as e:
    print(e)
try:
    1 << -1
except ValueError as e:
    print(e)
try:
    int("x1")
except ValueError as e:
    print(e)
try:
    float("abc")
except ValueError as e:
    print(e)
try:
    int(float("nan"))
except ValueError as e:
    print(e)
try:
    int(float("inf"))
except OverflowError as e:
    print(e)
x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 2; x >>= 1; x |= 1; x &= 0xF; x ^= 3
print(x)
y = 7
y /= 2
print(y)
print(-2 ** 2, 2 ** -1, -2 ** -2, 2 ** 3 ** 2, (2 ** 3) ** 2, not 1 == 2, -3 % 5, 1 - 2 - 3, 2 * 3 % 4)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 == 1 == 1, (1 < 2) < 3)
print(0 or 5, 0 and 5, "" or "x", [] and 1, None or 0, 1 and 2 and 3, 0 or [] or {}, not [] and 1, not 0 or 0)
print(not True and False, not (True and False), True or False and False, not 1 in [2])
