// range and slice.

import { contains, equals } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { fromRange, stretch } from "../objects/items";
import { iterator } from "../objects/iterate";
import { declare, declareConstruct } from "../objects/native";
import { iteratorOf, Range, rangeType, Slice, sliceType, Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { repr } from "../objects/text";
import type { Value } from "../objects/value";

function bound(value: Value): number {
  const number = asIndex(value);
  if (Number.isSafeInteger(number)) return number;
  throw raise.OverflowError("range() beyond 2 ** 53 is not supported here");
}

declareConstruct(rangeType, [
  "start, stop=?, step=1, /",
  (_, start, stop, step) => {
    const by = asIndex(step as Value);
    if (by === 0) throw raise.ValueError("range() arg 3 must not be zero");
    if (stop === undefined) return new Range(0, bound(start), by);
    return new Range(bound(start), bound(stop), by);
  },
]);

declare<Range>(rangeType, {
  is: (value) => value instanceof Range,
  attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
  methods: {
    __len__: ["", (self) => self.length],
    __getitem__: ["index, /", (self, index) => fromRange(self, index as Value)],
    __iter__: ["", (self) => iteratorOf(iterator(self))],
    __reversed__: [
      "",
      ({ start, step, length }) => new Range(start + (length - 1) * step, start - step, -step),
    ],
    __eq__: [
      "other, /",
      (self, other) =>
        other instanceof Range
          ? self.length === other.length &&
            (self.length === 0 ||
              (self.start === other.start && (self.length === 1 || self.step === other.step)))
          : NotImplemented,
    ],
    __repr__: [
      "",
      ({ start, stop, step }) => `range(${start}, ${stop}${step === 1 ? "" : `, ${step}`})`,
    ],
    index: [
      "value, /",
      (self, value) => {
        if (contains(self, value as Value)) return (Number(value) - self.start) / self.step;
        throw raise.ValueError(`${repr(value as Value)} is not in range`);
      },
    ],
    count: ["value, /", (self, value) => (contains(self, value as Value) ? 1 : 0)],
  },
});

declareConstruct(sliceType, [
  "start, stop=?, step=None, /",
  (_, start, stop, step) =>
    stop === undefined
      ? new Slice(null, start as Value, null)
      : new Slice(start as Value, stop, step as Value),
]);

declare<Slice>(sliceType, {
  is: (value) => value instanceof Slice,
  constants: { __hash__: null },
  attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
  methods: {
    __repr__: ["", (self) => `slice(${repr(self.start)}, ${repr(self.stop)}, ${repr(self.step)})`],
    __eq__: [
      "other, /",
      (self, other) =>
        other instanceof Slice
          ? equals(self.start, other.start) &&
            equals(self.stop, other.stop) &&
            equals(self.step, other.step)
          : NotImplemented,
    ],
    indices: [
      "length, /",
      (self, length) => {
        const { start, stop, step } = stretch(self, asIndex(length as Value));
        return new Tuple([start, stop, step]);
      },
    ],
  },
});
