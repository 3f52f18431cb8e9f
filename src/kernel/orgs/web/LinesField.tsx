import { useState } from 'react';
import { Textarea } from '#foundation/web/ui/index.ts';

/** A list of words, one on each line. */
export function LinesField({
  id,
  label,
  hint,
  error,
  value,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string;
  error: string | undefined;
  value: unknown;
  onChange: (lines: unknown) => void;
}) {
  const [text, setText] = useState(() => (Array.isArray(value) ? value.join('\n') : ''));
  return (
    <Textarea
      id={id}
      label={label}
      description={hint}
      error={error}
      autosize
      minRows={2}
      dir="auto"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const lines = event.currentTarget.value.split('\n').map((line) => line.trim());
        onChange(lines.filter((line) => line !== ''));
      }}
    />
  );
}
