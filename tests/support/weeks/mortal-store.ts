import { PhoneStore } from '#kernel/sync/web/phone/store.ts';

/** The app has been ended by its phone: nothing that it had begun and not finished comes about. */
export class Killed extends Error {}

/** A phone's store that can die at any of its operations, as when the phone ends the app: what was in the middle is undone. */
export class MortalStore extends PhoneStore {
  #left = Infinity;
  constructor(name: string) {
    super(name);
    this.use({
      stack: 'dbcore',
      name: 'mortal',
      create: (down) => ({
        ...down,
        table: (tableName) => {
          const table = down.table(tableName);
          const live = <A, R>(work: (asked: A) => Promise<R>) => {
            return (asked: A): Promise<R> => (this.#spend() ? work(asked) : Promise.reject(new Killed('the app was ended')));
          };
          return {
            ...table,
            mutate: live(table.mutate),
            get: live(table.get),
            getMany: live(table.getMany),
            query: live(table.query),
            openCursor: live(table.openCursor),
            count: live(table.count),
          };
        },
      }),
    });
  }
  get dead(): boolean {
    return this.#left <= 0;
  }
  /** So many more operations, then none. */
  dieAfter(operations: number): void {
    this.#left = operations;
  }
  #spend(): boolean {
    this.#left -= 1;
    return this.#left > 0;
  }
}
