import { Box, Center, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Language } from '#foundation/web/session.ts';
import shell from './shell.module.css';

export interface EntryFrameProps {
  readonly mission: string;
  /** DEMONSTRATION or PRACTICE. */
  readonly mark?: string | null;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly width?: number;
  readonly children: ReactNode;
}

/** The frame of every page before one is signed in: name, language, one card. */
export function EntryFrame({ mission, mark, language, onLanguage, width = 440, children }: EntryFrameProps) {
  return (
    <Box mih="100dvh">
      {mark && <Box className={shell.mark}>{mark}</Box>}
      <Center p="md" mih="calc(100dvh - 28px)">
        <Stack w="100%" maw={width} gap="lg" component="main">
          <Group justify="space-between">
            <Group gap="sm" wrap="nowrap">
              <img src="/icon.svg" alt="" width={40} height={40} />
              <div>
                <Title order={1} fz={22}>
                  Kervan
                </Title>
                <Text c="dimmed" size="sm">
                  <bdi>{mission}</bdi>
                </Text>
              </div>
            </Group>
            <SegmentedControl
              className="kv-noprint"
              size="xs"
              value={language}
              onChange={(value) => onLanguage(value as Language)}
              data={[
                { value: 'en', label: 'English' },
                { value: 'tr', label: 'Türkçe' },
                { value: 'ar', label: 'العربية' },
              ]}
            />
          </Group>
          {children}
        </Stack>
      </Center>
    </Box>
  );
}
