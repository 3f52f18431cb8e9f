import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { List, ListTable, Modal, Page, Stack, useUrlState, onward } from '#foundation/web/ui/index.ts';
import { endUserToken, listTokens, TokenState } from '../contract/tokens.ts';
import type { TokenRow } from '../contract/tokens.ts';
import { PermissionWords } from './PermissionBoxes.tsx';
import { TokenMark } from './TokenMark.tsx';

type Row = z.output<typeof TokenRow>;

/** Every token that a program may use, whose it is, what it opens; an administrator ends it here. */
export default function TokensPage() {
  const t = useT();
  const [url] = useUrlState();
  const maySeeLog = useCan('audit.search-commands');
  const [shown, setShown] = useState<Row | null>(null);
  const state = TokenState.options.find((one) => one === url.get('state'));
  return (
    <Page
      title={t('page.access.tokens')}
      subtitle={t('access.tokens-all-text')}
      crumbs={[{ label: t('page.shell.api'), href: '/about/api' }]}
    >
      <ListTable<Row>
        query={listTokens}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['name', 'user', 'state', 'permissions', 'createdAt', 'expiresAt', 'lastUsedAt']}
        input={state ? { state } : {}}
        onOpen={setShown}
        cells={{
          user: (row) => <bdi>{row.user}</bdi>,
          state: (row) => <TokenMark state={row.state} />,
          permissions: (row) => t('access.permission-count', { count: row.permissions.length }),
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: TokenState.options.map((value) => ({ value, label: t(`access.token-${value}`) })),
          },
        }}
        bulk={[
          {
            command: endUserToken,
            input: (row) => ({ userId: row.userId, tokenId: row.id }),
            leftOut: (row) => (row.state === 'open' ? undefined : t(`access.token-${row.state}`)),
            name: (row) => (
              <>
                <bdi>{row.name}</bdi> (<bdi>{row.user}</bdi>)
              </>
            ),
            change: () => `${t('access.token-open')} ${onward()} ${t('access.token-ended')}`,
            grave: true,
          },
        ]}
        empty={{ title: t('access.no-tokens'), text: t('access.no-tokens-text') }}
      />
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={<bdi>{shown?.name}</bdi>}>
        {shown && (
          <Stack>
            <List spacing={4}>
              {shown.permissions.map((name) => (
                <List.Item key={name}>
                  <PermissionWords name={name} />
                </List.Item>
              ))}
            </List>
            {maySeeLog && <Link to={`/admin/audit?tokenId=${shown.id}`}>{t('access.token-acts')}</Link>}
          </Stack>
        )}
      </Modal>
    </Page>
  );
}
