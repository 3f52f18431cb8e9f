import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page } from '#foundation/web/ui/index.ts';
import { listCards } from '../contract/cards.ts';
import type { CardRow } from '../contract/cards.ts';
import { CardStatus } from './words.tsx';

type Row = z.output<typeof CardRow>;

/** Cards that were issued, living and dead. */
export default function CardsPage() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Page title={t('page.people.cards')} subtitle={t('people.cards-text')}>
      <ListTable<Row>
        query={listCards}
        rowKey={(row) => row.id}
        columns={['number', 'householdNumber', 'size', 'state', 'issuedAt', 'issuedBy', 'revokedAt', 'why']}
        onOpen={(row) => void navigate({ to: `/people/households/${row.householdId}` })}
        cells={{ state: (row) => <CardStatus state={row.state} /> }}
        columnFilters={{
          number: { kind: 'text', field: 'number' },
          state: {
            kind: 'choice',
            field: 'state',
            choices: (['living', 'revoked'] as const).map((value) => ({ value, label: t(`people.card-${value}`) })),
          },
        }}
        empty={{ title: t('people.no-cards'), text: t('people.no-cards-text') }}
      />
    </Page>
  );
}
