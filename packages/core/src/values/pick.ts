/** An object with only the fields of these names, if they are set. */
export function pick<Value extends object, Name extends keyof Value>(
  value: Value,
  names: readonly Name[],
): { [Key in Name]: Value[Key] } {
  const entries = names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]]));
  return Object.fromEntries(entries) as { [Key in Name]: Value[Key] };
}
