// How Solid's JSX is compiled: for the page, for the tests and for the package alike.

/**
 * `inlineStyles: false`: a static `style={{…}}` is set through the style object. As an inline
 * attribute it would break a page with a strict Content-Security-Policy.
 */
export const solidPreset = { inlineStyles: false, delegateEvents: true };
