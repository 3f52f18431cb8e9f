export interface Manifest {
  readonly [source: string]: { readonly file: string; readonly imports?: readonly string[] };
}

/** The scripts that opening these sources loads before anything shows; a source that is not there is an error. */
export function scriptsOf(manifest: Manifest, sources: readonly (string | RegExp)[]): string[] {
  const seen = new Set<string>();
  const take = (source: string) => {
    if (seen.has(source)) return;
    seen.add(source);
    for (const next of manifest[source]?.imports ?? []) take(next);
  };
  for (const wanted of sources) {
    const source = Object.keys(manifest).find((key) => (typeof wanted === 'string' ? key === wanted : wanted.test(key)));
    if (source === undefined) throw new Error(`the build has nothing of ${String(wanted)}`);
    take(source);
  }
  return [...seen].map((source) => manifest[source]!.file);
}

/** Red above the budget; also when nothing was weighed. */
export function overBudget(total: number, budget: number): boolean {
  return total === 0 || total > budget;
}
