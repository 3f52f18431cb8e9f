import { finish, put } from './write.ts';
import type { OpenWriter } from './write.ts';

/** `{title, about, columns, rows}`: keys of the API, days as YYYY-MM-DD, moments as ISO 8601. */
export const writeJson: OpenWriter = async (out, columns, about) => {
  const head = {
    title: about.title,
    about: Object.fromEntries(about.lines),
    columns: columns.map(({ key, title, type }) => ({ key, title, type })),
  };
  await put(out, `${JSON.stringify(head, null, 1).slice(0, -2)},\n "rows": [`);
  let first = true;
  return {
    row: async (values) => {
      const row = Object.fromEntries(columns.map((column, index) => [column.key, values[index] ?? null]));
      await put(out, `${first ? '' : ','}\n  ${JSON.stringify(row)}`);
      first = false;
    },
    end: async () => {
      await put(out, '\n ]\n}\n');
      await finish(out);
    },
  };
};
