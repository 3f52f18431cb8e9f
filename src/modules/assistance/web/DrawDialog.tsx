import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberField,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { listAges, listNeeds } from '#kernel/people/contract/lists.ts';
import type { HouseholdRule } from '#kernel/people/contract/lists.ts';
import type { EventShown } from '../contract/events.ts';
import { drawList, previewList } from '../contract/register-list.ts';
import { nameIn, useWords } from './words.tsx';

type Rule = HouseholdRule;
const whole = (value: number | string | undefined) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 40 ? value : undefined;

/** Who stands on the list, said by a rule and shown as figures before anybody is listed. */
export function DrawDialog({ event, onClose, onDone }: { event: EventShown; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [rule, setRule] = useState<Rule>({ area: event.areaCode, ages: [], needs: [], womanHeaded: false });
  const { send, busy, problem } = useSend(drawList);
  const draw = async () => {
    const outcome = await send({ eventId: event.id, drawId: newId(), rule });
    if (outcome?.state !== 'applied') return;
    tell(t('assistance.draw-done', { count: outcome.result?.listed ?? 0 }));
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.draw-list')} size="lg">
      <Stack>
        <Text size="sm">{t('assistance.draw-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <RuleFields rule={rule} siteId={event.siteId} onChange={setRule} />
        <Preview eventId={event.id} rule={rule} />
        <Group>
          <Button loading={busy} onClick={() => void draw()}>
            {t('command.assistance.draw-list')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function RuleFields({ rule, siteId, onChange }: { rule: Rule; siteId: string; onChange: (rule: Rule) => void }) {
  const t = useT();
  const set = (part: Partial<Rule>) => {
    const next: Rule = { ...rule, ...part };
    for (const key of ['sizeFrom', 'sizeTo', 'siteId'] as const) if (next[key] === undefined) delete next[key];
    onChange(next);
  };
  const needWord = (need: string) => t(need === 'disability' ? 'assistance.draw-need-disability' : `people.need-${need}`);
  return (
    <Stack gap="sm">
      <TextInput label={t('assistance.draw-area')} value={rule.area} onChange={(input) => set({ area: input.currentTarget.value })} />
      <Checkbox
        label={t('assistance.draw-site-only')}
        checked={rule.siteId !== undefined}
        onChange={(input) => set({ siteId: input.currentTarget.checked ? siteId : undefined })}
      />
      <Group grow align="flex-start">
        <NumberField label={t('assistance.draw-size-from')} value={rule.sizeFrom} onChange={(value) => set({ sizeFrom: whole(value) })} />
        <NumberField label={t('assistance.draw-size-to')} value={rule.sizeTo} onChange={(value) => set({ sizeTo: whole(value) })} />
      </Group>
      <MultiSelect
        label={t('assistance.draw-ages')}
        data={listAges.map((value) => ({ value, label: t(`assistance.draw-age-${value}`) }))}
        value={rule.ages}
        onChange={(ages) => set({ ages: ages as Rule['ages'] })}
      />
      <MultiSelect
        label={t('assistance.draw-needs')}
        data={listNeeds.map((value) => ({ value, label: needWord(value) }))}
        value={rule.needs}
        onChange={(needs) => set({ needs: needs as Rule['needs'] })}
      />
      <Checkbox
        label={t('assistance.draw-woman-headed')}
        checked={rule.womanHeaded}
        onChange={(input) => set({ womanHeaded: input.currentTarget.checked })}
      />
    </Stack>
  );
}

function Preview({ eventId, rule }: { eventId: string; rule: Rule }) {
  const t = useT();
  const { qty } = useWords();
  const { data, error } = useAsk(previewList, { eventId, rule }, { enabled: rule.area.trim().length >= 2, keepPrevious: true });
  if (error) return <ProblemNotice problem={error.body} />;
  if (!data) return <Waiting />;
  return (
    <Stack gap={2} role="status">
      <Text size="xl" fw={700} className="kv-number">
        {t('assistance.draw-preview', { households: data.households, persons: data.persons })}
      </Text>
      {data.needed
        .filter((line) => line.qty > 0)
        .map((line) => (
          <Text key={line.item.id}>
            {qty(line.qty, line.item.unit)} · <bdi>{nameIn(line.item.names)}</bdi>
          </Text>
        ))}
      <Text size="sm">{t('assistance.draw-already', { count: data.already })}</Text>
      <Text size="sm">{t('assistance.draw-uncarded', { count: data.uncarded })}</Text>
    </Stack>
  );
}
