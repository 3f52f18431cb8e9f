import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, TextInput } from '#foundation/web/ui/index.ts';

/** Numbers of seals, typed or scanned one after the other; a tap takes one away. */
export function SealsField({ label, seals, onChange }: { label: string; seals: readonly string[]; onChange: (seals: string[]) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const add = () => {
    const seal = text.trim().toUpperCase();
    if (seal && !seals.includes(seal)) onChange([...seals, seal]);
    setText('');
  };
  return (
    <div>
      <Group align="end" wrap="nowrap" gap="xs">
        <TextInput
          style={{ flex: 1 }}
          size="lg"
          label={label}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={30}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button size="lg" variant="default" disabled={text.trim() === ''} onClick={add}>
          {t('supply.field-add')}
        </Button>
      </Group>
      <Group gap="xs" mt="xs">
        {seals.map((seal) => (
          <Button
            key={seal}
            variant="light"
            size="md"
            aria-label={t('supply.field-seal-drop', { seal })}
            onClick={() => onChange(seals.filter((one) => one !== seal))}
          >
            <bdi className="kv-code">{seal}</bdi>&nbsp;×
          </Button>
        ))}
      </Group>
    </div>
  );
}
