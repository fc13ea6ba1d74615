// The whole of the public API, for what looks names up in it. A module of its own: the object of all
// names is then part of the interpreter, and not of whatever page imports one name of the engine.

export * from "../index";
