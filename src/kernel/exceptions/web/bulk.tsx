import { useState } from 'react';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { onward } from '#foundation/web/ui/index.ts';
import type { BulkAction } from '#foundation/web/ui/index.ts';
import { assignExceptions, closeExceptions, outcomes } from '../contract/exceptions.ts';
import type { ExceptionRow } from '../contract/exceptions.ts';
import { OwnerPicker } from './OwnerPicker.tsx';
import { useKindWords } from './words.ts';

type Row = z.output<typeof ExceptionRow>;

/** As many as one command takes. */
const together: NonNullable<BulkAction<Row>['together']> = {
  most: 200,
  idOf: (row) => row.id,
  input: (rows) => ({ exceptionIds: rows.map((row) => row.id) }),
};

/** What the desk does to many at once: give them to somebody, or close them with one reason. */
export function useBulkActions(): readonly BulkAction<Row>[] {
  const t = useT();
  const kindWords = useKindWords();
  const [ownerName, setOwnerName] = useState('');
  const name = (row: Row) => kindWords(row.kind, row.figures);
  const leftOut = (row: Row) => (row.state === 'closed' ? t('problem.exceptions.closed-already') : undefined);
  return [
    {
      command: assignExceptions,
      together,
      name,
      leftOut,
      change: (row) => (
        <>
          <bdi>{row.ownerName ?? t('exceptions.nobody')}</bdi> {onward()} <bdi>{ownerName || '…'}</bdi>
        </>
      ),
      fields: [
        {
          name: 'ownerId',
          kind: 'own',
          label: t('exceptions.owner'),
          required: true,
          render: (field) => <OwnerPicker {...field} onNamed={setOwnerName} />,
        },
      ],
    },
    {
      command: closeExceptions,
      together,
      name,
      leftOut,
      grave: true,
      change: (_row, shared) =>
        `${t('exceptions.state-open')} ${onward()} ${typeof shared['outcome'] === 'string' ? t(`exceptions.outcome-${shared['outcome']}`) : t('exceptions.state-closed')}`,
      fields: [
        {
          name: 'outcome',
          kind: 'choice',
          label: t('exceptions.outcome'),
          required: true,
          choices: outcomes.map((value) => ({ value, label: t(`exceptions.outcome-${value}`) })),
        },
        { name: 'reason', kind: 'long', label: t('exceptions.reason'), required: true },
      ],
    },
  ];
}
