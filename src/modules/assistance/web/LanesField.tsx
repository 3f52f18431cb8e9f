import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Group, NumberField, RemoveButton, RowsField, Select } from '#foundation/web/ui/index.ts';
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
    <RowsField
      id="field-lanes"
      label={t('assistance.lanes')}
      hint={t('assistance.lanes-hint')}
      addLabel={t('assistance.add-lane')}
      onAdd={() => onChange([...lanes, laneDraft(1 + Math.max(0, ...lanes.map((lane) => Number(lane.no) || 0)), 'priority')])}
    >
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
          <RemoveButton
            label={t('assistance.remove-lane')}
            disabled={lanes.length === 1}
            onClick={() => onChange(lanes.filter((other) => other.laneId !== lane.laneId))}
          />
        </Group>
      ))}
    </RowsField>
  );
}
