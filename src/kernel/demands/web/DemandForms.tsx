import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Alert, CommandForm, Stack } from '#foundation/web/ui/index.ts';
import { decideDemand, demandOutcomes, handOver, listMyExports } from '../contract/demands.ts';

/** Decides on a demand; what may be given is asked only when something may. */
export function DecideForm({ demandId, after, onDone }: { demandId: string; after: string | undefined; onDone: () => void }) {
  const t = useT();
  const [decisionId] = useState(newId);
  const [outcome, setOutcome] = useState<unknown>(undefined);
  const gives = outcome === 'granted' || outcome === 'in-part';
  return (
    <CommandForm
      def={decideDemand}
      fixed={{ demandId, decisionId, ...(after ? { after } : {}) }}
      initial={{}}
      onValues={(values) => setOutcome(values['outcome'])}
      onDone={onDone}
      fields={[
        {
          name: 'outcome',
          kind: 'choice',
          label: t('demands.outcome'),
          required: true,
          choices: demandOutcomes.map((value) => ({ value, label: t(`demands.state-${value}`) })),
        },
        { name: 'grounds', kind: 'long', label: t('demands.grounds'), hint: t('demands.grounds-hint'), required: true },
        ...(gives
          ? [{ name: 'gives', kind: 'long' as const, label: t('demands.gives'), hint: t('demands.gives-hint'), required: true }]
          : []),
      ]}
    />
  );
}

/** Writes down what was given, and which export it was. */
export function HandOverForm({ demandId, granted, onDone }: { demandId: string; granted: boolean; onDone: () => void }) {
  const t = useT();
  const when = useWhen();
  const [handOverId] = useState(newId);
  const exports = useAsk(listMyExports, {}).data?.rows ?? [];
  const label = (row: (typeof exports)[number]) =>
    `${t(`query.${row.query}`)} · ${row.format.toUpperCase()} · ${t('demands.rows', { count: row.rows })} · ${when(row.at)}`;
  return (
    <Stack>
      {!granted && <Alert color="person">{t('demands.not-granted')}</Alert>}
      <CommandForm
        def={handOver}
        fixed={{ demandId, handOverId }}
        initial={{}}
        onDone={onDone}
        fields={[
          { name: 'given', kind: 'long', label: t('demands.what-given'), hint: t('demands.what-given-hint'), required: true },
          { name: 'persons', kind: 'number', label: t('demands.persons'), hint: t('demands.persons-hint'), required: true },
          ...(exports.length > 0
            ? [
                {
                  name: 'exportId',
                  kind: 'choice' as const,
                  label: t('demands.export'),
                  hint: t('demands.export-hint'),
                  choices: exports.map((row) => ({ value: row.id, label: label(row) })),
                },
              ]
            : []),
        ]}
      />
    </Stack>
  );
}
