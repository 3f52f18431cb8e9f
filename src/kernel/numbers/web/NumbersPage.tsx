import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan, useSession } from '#foundation/web/session.ts';
import { Button, CommandForm, ListTable, Modal, Page, Stack, Status, Tabs, Text, tell, useUrlState } from '#foundation/web/ui/index.ts';
import { listBlocks, listSeries, returnBlock, takeBlock } from '../contract/numbers.ts';
import type { BlockRow } from '../contract/numbers.ts';

/** Series of document numbers, and the blocks that devices and printed books hold. */
export default function NumbersPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const mayTake = useCan(takeBlock.name);
  const [taking, setTaking] = useState<string | null>(null);
  const tab = url.get('tab') === 'blocks' ? 'blocks' : 'series';
  return (
    <Page
      title={t('page.numbers.series')}
      subtitle={t('numbers.text')}
      actions={mayTake && <Button onClick={() => setTaking(newId())}>{t('command.numbers.take-block')}</Button>}
    >
      <Tabs value={tab} onChange={(next) => setUrl({ tab: next ?? undefined, sort: undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="series">{t('numbers.series')}</Tabs.Tab>
          <Tabs.Tab value="blocks">{t('numbers.blocks')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="series">
          <ListTable
            query={listSeries}
            rowKey={(row: { kind: string; office: string; year: number }) => `${row.kind}-${row.office}-${row.year}`}
            empty={{ title: t('numbers.none'), text: t('numbers.none-text') }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="blocks">
          <Blocks />
        </Tabs.Panel>
      </Tabs>
      {taking && <TakeDialog blockId={taking} onEnd={() => setTaking(null)} />}
    </Page>
  );
}

function Blocks() {
  const t = useT();
  const [open, setOpen] = useState<BlockRow | null>(null);
  const mayReturn = useCan(returnBlock.name);
  return (
    <>
      <ListTable<BlockRow>
        query={listBlocks}
        rowKey={(row) => row.id}
        {...(mayReturn ? { onOpen: (row: BlockRow) => row.state !== 'returned' && setOpen(row) } : {})}
        cells={{
          state: (row) => (
            <Status tone={row.state === 'written-off' ? 'person' : row.state === 'out' ? 'waiting' : 'settled'}>
              {t(`numbers.state-${row.state}`)}
            </Status>
          ),
        }}
        empty={{ title: t('numbers.no-blocks'), text: t('numbers.no-blocks-text') }}
      />
      {open && <ReturnDialog block={open} onEnd={() => setOpen(null)} />}
    </>
  );
}

function TakeDialog({ blockId, onEnd }: { blockId: string; onEnd: () => void }) {
  const t = useT();
  const year = useSession().now().getFullYear();
  return (
    <Modal opened onClose={onEnd} title={t('command.numbers.take-block')}>
      <CommandForm
        def={takeBlock}
        fixed={{ blockId }}
        initial={{ kind: '', office: '', year, size: 50 }}
        fields={[
          { name: 'kind', kind: 'text', label: t('column.numbers.list-blocks.kind'), hint: t('numbers.kind-hint'), required: true },
          { name: 'office', kind: 'text', label: t('column.numbers.list-blocks.office'), hint: t('numbers.office-hint'), required: true },
          { name: 'year', kind: 'number', label: t('column.numbers.list-series.year'), required: true },
          { name: 'size', kind: 'number', label: t('column.numbers.list-blocks.size'), required: true },
        ]}
        onDone={(outcome) => {
          if (outcome.state === 'applied') {
            const { firstNumber, lastNumber } = outcome.result as { firstNumber: string; lastNumber: string };
            tell(t('numbers.taken', { first: firstNumber, last: lastNumber }));
          }
          onEnd();
        }}
        onCancel={onEnd}
      />
    </Modal>
  );
}

/** A paper of the block may be written and not yet entered here, so a person says which serial was the last. */
function ReturnDialog({ block, onEnd }: { block: BlockRow; onEnd: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={onEnd} title={t('command.numbers.return-block')}>
      <Stack>
        <Text>{t('numbers.return-text', { first: block.firstNumber, last: block.lastNumber, used: block.used })}</Text>
        <CommandForm
          def={returnBlock}
          fixed={{ blockId: block.id }}
          initial={block.lastUsed === null ? {} : { usedTo: block.lastUsed }}
          fields={[{ name: 'usedTo', kind: 'number', label: t('numbers.used-to'), hint: t('numbers.used-to-hint') }]}
          onDone={onEnd}
          onCancel={onEnd}
        />
      </Stack>
    </Modal>
  );
}
