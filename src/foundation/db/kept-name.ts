const marks = new Map<string, string>();
let given = 0;

/**
 * Under which name a connection keeps a statement for a schema. The same words mean other tables there, and other types of their
 * columns: kept under one name, the database would think the statement anew at each change of mission, and refuse it where a
 * column's type is the schema's own. A mark instead of the schema's name: a name has 63 characters at most.
 */
export function keptName(schema: string, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  let mark = marks.get(schema);
  if (mark === undefined) marks.set(schema, (mark = (given += 1).toString(36)));
  return `${name}@${mark}`;
}

/** Of schemas that are no longer there nothing kept may be used: one that is made anew under the same name has other tables. */
export function keepOnly(schemas: ReadonlySet<string>): void {
  for (const schema of marks.keys()) if (!schemas.has(schema)) marks.delete(schema);
}
