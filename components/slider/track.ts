// Where a pointer is on the track of a native range.

export interface TrackPlace {
  /** 0 to 1 along the track; beyond its ends less or more. */
  readonly position: number;
  /** How far the thumb's middle travels, and how wide the thumb is, in CSS pixels. */
  readonly width: number;
  readonly thumb: number;
}

/** The place of `clientX` on `range`, whose thumb stays inside the track by half its width. */
export function placeOn(range: HTMLInputElement, clientX: number): TrackPlace {
  const box = range.getBoundingClientRect();
  const thumb = Number.parseFloat(getComputedStyle(range).getPropertyValue("--_thumb")) || 16;
  const width = Math.max(1, box.width - thumb);
  return { position: (clientX - box.left - thumb / 2) / width, width, thumb };
}
