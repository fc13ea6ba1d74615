// Makes a thing when it is first asked for: the data of a case should not exist before its turn.

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
export function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
