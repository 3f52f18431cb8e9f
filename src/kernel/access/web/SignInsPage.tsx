import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page, Select, useUrlState } from '#foundation/web/ui/index.ts';
import { listSignIns, signInOutcomes } from '../contract/account.ts';
import type { SignInRow } from '../contract/account.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { useWhence } from './whence.ts';

type Row = z.output<typeof SignInRow>;

/** Who tried to sign in, when, from where, and how it went. */
export default function SignInsPage() {
  const t = useT();
  const navigate = useNavigate();
  const whence = useWhence();
  const [url, setUrl] = useUrlState();
  const outcome = signInOutcomes.find((one) => one === url.get('outcome')) ?? null;
  return (
    <Page title={t('page.access.sign-ins')} subtitle={t('access.sign-ins-text')}>
      <ListTable<Row>
        query={listSignIns}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['at', 'user', 'outcome', 'browser', 'system', 'place', 'address']}
        input={outcome ? { outcome } : {}}
        onOpen={(row) => row.userId && void navigate({ to: `/admin/users/${row.userId}` })}
        cells={{
          user: (row) => (row.user ? <bdi>{row.user}</bdi> : t('access.somebody-unknown')),
          outcome: (row) => <OutcomeMark outcome={row.outcome} />,
          browser: (row) => t(`access.browser-${row.browser}`),
          system: (row) => t(`access.system-${row.system}`),
          place: (row) => whence.place(row),
        }}
        filters={
          <Select
            aria-label={t('column.access.list-sign-ins.outcome')}
            placeholder={t('access.any-outcome')}
            clearable
            w={240}
            value={outcome}
            data={signInOutcomes.map((value) => ({ value, label: t(`access.outcome-${value}`) }))}
            onChange={(value) => setUrl({ outcome: value ?? undefined })}
          />
        }
        empty={{ title: t('access.no-sign-ins') }}
      />
    </Page>
  );
}
