/** What a value is, for the "received …" of a message: short, on one line, and never its whole content. */
export function describeValue(value: unknown): string {
  if (typeof value === "string")
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (typeof value === "function") return `a function${value.name ? ` (${value.name.slice(0, 40)})` : ""}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (typeof (value as PromiseLike<unknown>).then === "function")
    return "a Promise (is an await missing before the call that gives it?)";
  const name = kindOf(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value) && "length" in value) return `a ${name} of ${value.length} numbers`;
  if (name !== "Object") return `an object of type ${name.slice(0, 60)}`;
  const fields = Object.keys(value);
  const listed = fields
    .slice(0, 6)
    .map((field) => field.slice(0, 40))
    .join(", ");
  return fields.length === 0 ? "an empty object" : `an object with ${listed}${fields.length > 6 ? ", …" : ""}`;
}

/** The name of an object's type, whichever window, frame or context it was made in: `Uint8Array`, `Blob`, `HTMLImageElement`. */
export function kindOf(value: unknown): string {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object") return tag;
  const { name } = (value as object)?.constructor ?? {};
  return typeof name === "string" && name !== "" ? name : "Object";
}

/** Whether an object is of one of the platform's types, whichever window, frame or context it was made in. */
export function isKind(value: unknown, ...names: readonly string[]): boolean {
  return (
    typeof value === "object" && value !== null && names.includes(Object.prototype.toString.call(value).slice(8, -1))
  );
}
