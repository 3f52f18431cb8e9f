import { Combobox, InputBase, Loader, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';

export interface PickedPlace {
  readonly ref: string;
  readonly name: string;
  readonly within: string;
}

export interface PlacePickerProps {
  readonly id?: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly value: PickedPlace | null;
  readonly onChange: (place: PickedPlace | null) => void;
  /** Asks the server; the page that knows the places query gives it. */
  readonly find: (text: string) => { rows: readonly PickedPlace[]; busy: boolean };
  readonly emptyText: string;
  /** A P-code is read by people, the id of another record is not. */
  readonly showsRef?: boolean;
}

/** Finds a place as people type it, in any of the three languages. */
export function PlacePicker({ id, label, error, required, value, onChange, find, emptyText, showsRef = true }: PlacePickerProps) {
  const combobox = useCombobox();
  const [text, setText] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(text, 150);
  const { rows, busy } = find(asked);
  // What comes late is chosen by Enter as well: the first of it, while somebody types.
  const offerFirst = useEffectEvent(() => {
    if (combobox.dropdownOpened && value === null) combobox.selectFirstOption();
  });
  const first = rows[0]?.ref;
  useEffect(() => offerFirst(), [first]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(ref) => {
        const place = rows.find((row) => row.ref === ref) ?? null;
        onChange(place);
        setText(place?.name ?? '');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <InputBase
          id={id}
          label={label}
          error={error}
          withAsterisk={required ?? false}
          value={text}
          dir="auto"
          rightSection={busy ? <Loader size={14} /> : null}
          description={value ? value.within : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onChange(null);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {rows.map((row) => (
            <Combobox.Option key={row.ref} value={row.ref}>
              <bdi>{row.name}</bdi>{' '}
              <Text span size="xs" c="dimmed">
                <bdi>{row.within}</bdi>
                {showsRef && (
                  <>
                    {' '}
                    · <span className="kv-code">{row.ref}</span>
                  </>
                )}
              </Text>
            </Combobox.Option>
          ))}
          {rows.length === 0 && <Combobox.Empty>{emptyText}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
