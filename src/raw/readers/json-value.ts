export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; of anything else none. */
export const objectsOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Names and texts of an object, nested objects by path (homeTeam.teamId); NULL stays, lists become their JSON text. */
export function flat(object: JsonObject, prefix = ''): Map<string, string | null> {
  const out = new Map<string, string | null>();
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value)) for (const [name, text] of flat(value, `${prefix}${key}.`)) out.set(name, text);
    else out.set(`${prefix}${key}`, textOf(value));
  }
  return out;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
