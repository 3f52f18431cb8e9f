import {
  Box,
  Button,
  Card,
  Center,
  Group,
  PasswordInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { ProblemNotice } from './Notices.tsx';
import shell from './shell.module.css';

export interface SignInFormProps {
  readonly mission: string;
  readonly mark: string | null;
  readonly logins: readonly { email: string; password: string; name: string; role: string }[];
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly problem: ProblemBody | null;
  readonly busy: boolean;
  readonly needsCode: boolean;
  readonly onSignIn: (email: string, password: string, code: string) => void;
}

/** The first thing anyone sees. */
export function SignInForm(props: SignInFormProps) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <Box mih="100dvh">
      {props.mark && <Box className={shell.mark}>{props.mark}</Box>}
      <Center p="md" mih="calc(100dvh - 28px)">
        <Stack w="100%" maw={props.logins.length > 0 ? 860 : 400} gap="lg">
          <Group justify="space-between">
            <Group gap="sm">
              <img src="/icon.svg" alt="" width={40} height={40} />
              <div>
                <Title order={1} fz={22}>
                  Kervan
                </Title>
                <Text c="dimmed" size="sm">
                  {props.mission}
                </Text>
              </div>
            </Group>
            <SegmentedControl
              size="xs"
              value={props.language}
              onChange={(value) => props.onLanguage(value as Language)}
              data={[
                { value: 'en', label: 'English' },
                { value: 'tr', label: 'Türkçe' },
                { value: 'ar', label: 'العربية' },
              ]}
            />
          </Group>
          <SimpleGrid cols={{ base: 1, sm: props.logins.length > 0 ? 2 : 1 }} spacing="lg">
            <Card withBorder padding="lg">
              <form
                onSubmit={(event) => {
                  event.preventDefault();
                  props.onSignIn(email, password, code);
                }}
              >
                <Stack>
                  {props.problem && <ProblemNotice problem={props.problem} />}
                  <TextInput
                    label={t('sign-in.email')}
                    type="email"
                    autoComplete="username"
                    required
                    value={email}
                    onChange={(event) => setEmail(event.currentTarget.value)}
                    dir="ltr"
                  />
                  <PasswordInput
                    label={t('sign-in.password')}
                    autoComplete="current-password"
                    required
                    value={password}
                    onChange={(event) => setPassword(event.currentTarget.value)}
                    dir="ltr"
                  />
                  {props.needsCode && (
                    <TextInput
                      label={t('sign-in.code')}
                      inputMode="numeric"
                      autoComplete="one-time-code"
                      value={code}
                      onChange={(event) => setCode(event.currentTarget.value)}
                      dir="ltr"
                    />
                  )}
                  <Button type="submit" loading={props.busy} size="md">
                    {t('sign-in.submit')}
                  </Button>
                </Stack>
              </form>
            </Card>
            {props.logins.length > 0 && (
              <Card withBorder padding="md">
                <Text size="sm" c="dimmed" mb="xs">
                  {t('sign-in.demo')}
                </Text>
                <Stack gap={2} mah={420} style={{ overflow: 'auto' }}>
                  {props.logins.map((login) => (
                    <UnstyledButton
                      key={login.email}
                      className={shell.user}
                      onClick={() => {
                        setEmail(login.email);
                        setPassword(login.password);
                        props.onSignIn(login.email, login.password, '');
                      }}
                    >
                      <div>
                        <Text fw={500} size="sm">
                          {t(`demo-role.${login.role}`)}
                        </Text>
                        <Text size="xs" c="dimmed">
                          <bdi>{login.name}</bdi>
                        </Text>
                      </div>
                    </UnstyledButton>
                  ))}
                </Stack>
              </Card>
            )}
          </SimpleGrid>
        </Stack>
      </Center>
    </Box>
  );
}
