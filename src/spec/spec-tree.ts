import type { Position } from './code-frame.js';
import type { SpecText } from './document.js';
import type { JsonPath } from './json.js';

/** A place in the text of a document, or of a file that is part of it. */
export interface SpecPlace {
  readonly spec: SpecText;
  readonly at: Position;
}

/** A document that is well-formed, whatever it describes. */
export interface SpecTree {
  readonly spec: SpecText;
  /** Maps, lists and scalars; aliases are written out, references are not. */
  readonly root: unknown;
  /** References to another file as they are written; in the tree they lead to where that file is in it. */
  readonly written?: ReadonlyMap<object, string>;
  /** Where a value stands, or the nearest thing around it when the document has no such value. */
  placeOf(path: JsonPath): SpecPlace;
}

/** How far a path leads by keys and indices alone, and the reference that leads further, where there is one. */
export interface Trace {
  readonly place: SpecPlace;
  readonly further?: { readonly target: string; readonly steps: JsonPath } | undefined;
}

/** The tree of one text. */
export interface TextTree extends SpecTree {
  /** The same without taking a step through a reference. */
  trace(path: JsonPath): Trace;
}
