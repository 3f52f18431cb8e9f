import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, Button, Group, IconTrash, NumberField, Select, Stack, Text } from '#foundation/web/ui/index.ts';
import { laneKinds } from '../contract/shared.ts';

export interface LaneDraft {
  readonly laneId: string;
  readonly no: number | string | undefined;
  readonly kind: string;
}
export const laneDraft = (no: number, kind = 'general'): LaneDraft => ({ laneId: newId(), no, kind });

/** The lanes of a day: numbers that people read, and whom each is for. */
export function LanesField({ lanes, onChange }: { lanes: readonly LaneDraft[]; onChange: (lanes: LaneDraft[]) => void }) {
  const t = useT();
  const set = (id: string, change: Partial<LaneDraft>) =>
    onChange(lanes.map((lane) => (lane.laneId === id ? { ...lane, ...change } : lane)));
  return (
    <Stack gap="xs" id="field-lanes">
      <Text fw={500} size="sm">
        {t('assistance.lanes')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('assistance.lanes-hint')}
      </Text>
      {lanes.map((lane) => (
        <Group key={lane.laneId} gap="xs" align="flex-end" wrap="nowrap">
          <NumberField label={t('assistance.lane-no')} value={lane.no} onChange={(no) => set(lane.laneId, { no })} />
          <Select
            label={t('assistance.lane-for')}
            value={lane.kind}
            allowDeselect={false}
            data={laneKinds.map((value) => ({ value, label: t(`assistance.lane-${value}`) }))}
            onChange={(kind) => kind && set(lane.laneId, { kind })}
          />
          <ActionIcon
            size="lg"
            mb={4}
            variant="subtle"
            color="gray"
            disabled={lanes.length === 1}
            aria-label={t('assistance.remove-lane')}
            onClick={() => onChange(lanes.filter((other) => other.laneId !== lane.laneId))}
          >
            <IconTrash size={18} stroke={1.75} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange([...lanes, laneDraft(1 + Math.max(0, ...lanes.map((lane) => Number(lane.no) || 0)), 'priority')])}
        >
          {t('assistance.add-lane')}
        </Button>
      </div>
    </Stack>
  );
}
