/** A page of the site: where it stands below `site/.pages`, such as `targets/express.md`, and its Markdown. */
export interface Page {
  readonly path: string;
  readonly text: string;
}
