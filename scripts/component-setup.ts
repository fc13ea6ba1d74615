// Every component test starts on an empty page: what the last one rendered is disposed.
import { cleanup } from "@solidjs/testing-library";
import { afterEach } from "vitest";

afterEach(cleanup);
