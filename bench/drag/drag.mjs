// A hand on the slider: moves of the mouse, each to another place, to and fro along the track.

/** Where the hand is at move `i`, as a share of the track: never twice the same in a row. */
const placeAt = (i) => 0.5 + 0.4 * Math.sin(i / 17);

/** Presses the button on the track; what is then done with `move` is one drag. */
export async function takeHold({ page, track }) {
  const y = track.y + track.height / 2;
  const xAt = (i) => track.x + placeAt(i) * track.width;
  await page.mouse.move(xAt(0), y);
  await page.mouse.down();
  let at = 0;
  return {
    /** So many moves. Each is answered when the page has taken it, so that none are merged. */
    async move(count) {
      for (let end = at + count; at < end; ) await page.mouse.move(xAt(++at), y);
    },
    letGo: () => page.mouse.up(),
  };
}
