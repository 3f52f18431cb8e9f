import { ActionIcon, Box, Button, Group, Image, Stack, Text } from '@mantine/core';
import { IconCamera, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useT } from '#foundation/web/i18n.ts';

/** Photos taken now and kept on the phone; they are made smaller and sent when there is a network. */
export function PhotoTaker({
  photos,
  onChange,
  most = 10,
}: {
  photos: readonly Blob[];
  onChange: (photos: Blob[]) => void;
  most?: number;
}) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => photos.map((photo) => URL.createObjectURL(photo)), [photos]);
  useEffect(() => () => shown.forEach((url) => URL.revokeObjectURL(url)), [shown]);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {shown.map((url, at) => (
          <Box key={url} pos="relative">
            <Image src={url} w={84} h={84} radius={6} alt={t('ui.photo-of', { number: at + 1 })} />
            <ActionIcon
              pos="absolute"
              size={36}
              color="dark"
              variant="filled"
              style={{ insetInlineEnd: 2, insetBlockStart: 2 }}
              aria-label={t('ui.photo-drop', { number: at + 1 })}
              onClick={() => onChange(photos.filter((_, other) => other !== at))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Box>
        ))}
      </Group>
      <Button
        size="lg"
        variant="default"
        disabled={photos.length >= most}
        leftSection={<IconCamera size={22} stroke={1.75} aria-hidden />}
        onClick={() => picker.current?.click()}
      >
        {t(photos.length === 0 ? 'ui.photo-take' : 'ui.photo-another')}
      </Button>
      {photos.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('ui.photo-hint')}
        </Text>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onChange([...photos, file]);
          event.currentTarget.value = '';
        }}
      />
    </Stack>
  );
}
