// The player's signs, drawn in the colour of the text.

const icon = (path: string) => () => (
  <svg class="sa-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={path} fill="currentColor" />
  </svg>
);

export const PlayIcon = icon(
  "M4.5 2.2v11.6c0 .5.55.8.97.53l9-5.8a.63.63 0 0 0 0-1.06l-9-5.8a.63.63 0 0 0-.97.53z",
);
export const PauseIcon = icon("M3.5 2h3v12h-3zM9.5 2h3v12h-3z");
export const StepIcon = icon(
  "M3 2.6v10.8c0 .5.55.8.97.53l7.03-4.6V14h2V2h-2v4.67l-7.03-4.6A.63.63 0 0 0 3 2.6z",
);
export const ResetIcon = icon(
  "M8 2.5a5.5 5.5 0 1 1-5.2 3.7.9.9 0 0 1 1.7.6A3.7 3.7 0 1 0 8 4.3v1.2c0 .5-.6.8-1 .5L4.3 3.9a.6.6 0 0 1 0-1L7 .8c.4-.3 1 0 1 .5z",
);
