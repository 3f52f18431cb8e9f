const marks = new Map<string, number>();

/**
 * Under which name a connection keeps a statement for a schema. The same words mean other tables there, and other types of their
 * columns: kept under one name, the database would think the statement anew at each change of mission, and refuse it where a
 * column's type is the schema's own. A mark instead of the schema's name: a name has 63 characters at most.
 */
export function keptName(schema: string, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  let mark = marks.get(schema);
  if (mark === undefined) marks.set(schema, (mark = marks.size));
  return `${name}@${mark.toString(36)}`;
}
