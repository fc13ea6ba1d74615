// Where the page begins. Everything that lives, tensors included, is owned by this one root.

import { render } from "solid-js/web";
import "./theme";
import { App } from "./App";

const root = document.getElementById("root");
if (root !== null) render(() => <App />, root);
