// The pictures on the buttons.

const paths = {
  play: "M5 3.2v9.6L13 8z",
  pause: "M4.5 3h2.6v10H4.5zM8.9 3h2.6v10H8.9z",
  next: "M4 3.2v9.6L10.4 8zM10.8 3.2h1.7v9.6h-1.7z",
  previous: "M12 3.2v9.6L5.6 8zM3.5 3.2h1.7v9.6H3.5z",
  reset: "M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.5.5A3.9 3.9 0 1 0 8 4.1v2L4.2 3.3 8 .6z",
} as const;

/** One of them, in the colour of the text. */
export function Icon(props: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[props.name]} fill="currentColor" />
    </svg>
  );
}
