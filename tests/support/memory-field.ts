import { newId } from '#foundation/new-id.ts';
import { packId } from '#foundation/pack.ts';
import type { FieldPort, PackView, QueuedRecord } from '#foundation/web/field.ts';

export interface MemoryField extends FieldPort {
  /** Lays a pack onto the phone, as if it had been taken; answers its id. */
  put(name: string, params: Record<string, unknown>, data: unknown, until?: string): string;
  /** A pack's end date passes. */
  end(name: string, params: Record<string, unknown>): void;
  /** The server answers one record. */
  settle(id: string, answer: Partial<QueuedRecord>): void;
  readonly paths: string[];
  /** Records whose photos bear thumb-marks. */
  readonly thumbMarked: string[];
}

/** A phone in memory for tests of field screens: records stay `kept` until the test settles them. */
export function memoryField(now = () => new Date('2023-03-01T09:00:00Z')): MemoryField {
  let records: readonly QueuedRecord[] = [];
  const packs = new Map<string, PackView>();
  const absent: PackView = { state: 'absent' };
  const listeners = new Set<() => void>();
  const paths: string[] = [];
  let tries: readonly string[] = [];
  const thumbMarked: string[] = [];
  const changed = () => listeners.forEach((listener) => listener());
  return {
    paths,
    thumbMarked,
    record: async (def, input, options = {}) => {
      const record: QueuedRecord = {
        id: newId(now().getTime()),
        seq: records.length + 1,
        name: def.name,
        version: def.version,
        input: def.input.parse(input),
        occurredAt: (options.occurredAt ?? now()).toISOString(),
        state: 'kept',
        photosLeft: options.photos?.length ?? 0,
        ...(options.subject ? { subject: options.subject } : {}),
        ...(options.title ? { title: options.title } : {}),
      };
      records = [...records, record];
      if (options.thumbMarks) thumbMarked.push(record.id);
      changed();
      return record;
    },
    pack: (name, _version, id) => packs.get(`${name} ${id}`) ?? absent,
    take: async () => undefined,
    queue: () => records,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    person: { userId: '00000000-0000-7000-8000-0000000000aa', name: 'Omar' },
    mission: { slug: 'test', name: 'Test', practice: false },
    tries: {
      made: async (what) => tries.filter((one) => one === what).length,
      note: async (what) => {
        tries = [...tries, what];
        return tries.filter((one) => one === what).length;
      },
      forget: async (what) => void (tries = tries.filter((one) => one !== what)),
    },
    go: (path) => void paths.push(path),
    put: (name, params, data, until = '2023-03-10T00:00:00.000Z') => {
      const id = packId(params);
      const madeAt = now().toISOString();
      packs.set(`${name} ${id}`, { state: 'ready', id, name, params, title: id, until, madeAt, version: '1', data });
      changed();
      return id;
    },
    end: (name, params) => {
      const id = packId(params);
      packs.set(`${name} ${id}`, { state: 'over', title: id, until: now().toISOString() });
      changed();
    },
    settle: (id, answer) => {
      records = records.map((record) => (record.id === id ? { ...record, ...answer } : record));
      changed();
    },
  };
}
