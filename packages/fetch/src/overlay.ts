/**
 * The same options, but for these fields. Getters and inherited fields still answer for the object that has them, as they
 * would to the platform: a copy of its own fields alone would turn a POST into a GET.
 */
export const overlay = <Options extends object, Fields extends object>(
  options: Options,
  fields: Fields,
): Options & Fields => {
  // A copy is the target, since a proxy may not say anything else of a frozen object than what it holds.
  const copy = { __proto__: options, ...options, ...fields }
  return new Proxy(copy, { get: (_, key) => Reflect.get(Object.hasOwn(copy, key) ? copy : options, key) })
}
