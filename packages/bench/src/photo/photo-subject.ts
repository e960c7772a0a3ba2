/** A library that tells the ages of a photo's faces in a page. */
export interface PhotoSubject {
  readonly name: string;
  /**
   * The application's module, bundled from the folder: it exports `open()`, which loads all that is needed and resolves to a function from
   * an `<img>` to the number of faces whose age it told.
   */
  readonly source: string;
  readonly folder: string;
  /** What the page serves beside its script: paths of the machine by paths of the page. */
  readonly files: Readonly<Record<string, string>>;
  /** What the page's head tells the browser to fetch at once. */
  readonly preload?: readonly string[];
}
