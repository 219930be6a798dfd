/** The time of day where the user is, such as `10:41:12`. */
export function clockTime(at: Date): string {
  return at.toTimeString().slice(0, 8);
}
