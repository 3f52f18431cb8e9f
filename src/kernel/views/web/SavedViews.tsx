import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { ListTool } from '#foundation/web/ListTools.tsx';
import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  IconBookmark,
  IconTrash,
  Modal,
  Popover,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  tell,
} from '#foundation/web/ui/index.ts';
import { listViews, removeView, saveView } from '../contract/views.ts';
import type { SavedView } from '../contract/views.ts';

/** The views of this list: open one, keep the one at hand, forget one. */
const SavedViews: ListTool = ({ page, search, onOpen }) => {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const [naming, setNaming] = useState(false);
  const views = useAsk(listViews, { page }, { enabled: opened || search !== '' });
  const rows = views.data?.rows ?? [];
  const at = rows.find((row) => row.search === search);
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} stroke={1.75} />} onClick={() => setOpened(!opened)}>
            {at ? at.name : t('views.views')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={4}>
            {rows.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('views.none')}
              </Text>
            )}
            {rows.map((row) => (
              <ViewLine
                key={row.id}
                view={row}
                current={row.search === search}
                onOpen={() => {
                  onOpen(row.search);
                  setOpened(false);
                }}
              />
            ))}
            <Button
              variant="light"
              mt="xs"
              onClick={() => {
                setOpened(false);
                setNaming(true);
              }}
            >
              {t('views.keep')}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {naming && (
        <NameDialog page={page} search={search} mayShare={views.data?.mayShare ?? false} own={rows} onClose={() => setNaming(false)} />
      )}
    </>
  );
};
export default SavedViews;

function ViewLine({ view, current, onOpen }: { view: SavedView; current: boolean; onOpen: () => void }) {
  const t = useT();
  const { send, busy } = useSend(removeView);
  return (
    <Group justify="space-between" wrap="nowrap" gap={4}>
      <Button variant={current ? 'light' : 'subtle'} color="gray" c="inherit" fullWidth justify="flex-start" onClick={onOpen}>
        <bdi>{view.name}</bdi>
        {view.shared && (
          <Text span size="xs" c="dimmed" ms={6}>
            {view.own ? t('views.shared') : view.owner}
          </Text>
        )}
      </Button>
      {view.abilities.includes(removeView.name) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={busy}
          aria-label={t('views.forget', { name: view.name })}
          onClick={() => void send({ id: view.id })}
        >
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      )}
    </Group>
  );
}

function NameDialog(props: { page: string; search: string; mayShare: boolean; own: readonly SavedView[]; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { send, busy, problem } = useSend(saveView);
  // The same name again means the same view: it is changed, not doubled.
  const before = props.own.find((row) => row.own && row.name === name.trim());
  const save = async () => {
    const outcome = await send({ id: before?.id ?? newId(), page: props.page, name, search: props.search, shared });
    if (outcome?.state !== 'applied') return;
    tell(t('views.kept'));
    props.onClose();
  };
  return (
    <Modal opened onClose={props.onClose} title={t('views.keep')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          {problem && <ProblemNotice problem={problem} />}
          <TextInput
            label={t('views.name')}
            description={before ? t('views.replaces') : t('views.name-hint')}
            value={name}
            maxLength={80}
            data-autofocus
            dir="auto"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {props.mayShare && (
            <Checkbox label={t('views.share')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
          )}
          <Group>
            <Button type="submit" loading={busy} disabled={name.trim() === ''}>
              {t('command.views.save-view')}
            </Button>
            <Button variant="default" onClick={props.onClose}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
