// What Solid's types leave out: SVG elements too can be parts of a shadow tree, for `::part`.

import "solid-js";

declare module "solid-js" {
  namespace JSX {
    interface StylableSVGAttributes {
      part?: string | undefined;
    }
  }
}
