/** Numbers, in MATLAB's order: the first dimension runs fastest. */
export interface MatNumbers {
  readonly kind: "numbers";
  readonly dimensions: readonly number[];
  /** 64-bit integers become the nearest double. */
  readonly values: ArrayLike<number>;
}

/** Characters; each row of the matrix is a text. */
export interface MatText {
  readonly kind: "text";
  readonly rows: readonly string[];
}

/** A cell array, in MATLAB's order. */
export interface MatCells {
  readonly kind: "cells";
  readonly dimensions: readonly number[];
  readonly cells: readonly MatValue[];
}

/** A structure, or an array of structures. */
export interface MatStruct {
  readonly kind: "struct";
  readonly dimensions: readonly number[];
  readonly fields: readonly string[];
  /** A field of one of the structures; undefined if there is none of this name. It is decoded when it is read. */
  readonly get: (field: string, index?: number) => MatValue | undefined;
}

/** What this reader doesn't decode: sparse and complex matrices, objects, function handles. */
export interface MatUnsupported {
  readonly kind: "unsupported";
  /** What it is. */
  readonly what: string;
}

/** A value of a MAT-file. */
export type MatValue = MatNumbers | MatText | MatCells | MatStruct | MatUnsupported;
