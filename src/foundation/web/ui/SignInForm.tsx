import { Anchor, Button, Card, PasswordInput, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { ProblemNotice } from './Notices.tsx';
import shell from './shell.module.css';

export interface SignInFormProps {
  readonly mission: string;
  readonly mark: string | null;
  readonly logins: readonly { email: string; password: string; name: string; role: Readonly<Record<Language, string>> }[];
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly problem: ProblemBody | null;
  readonly busy: boolean;
  readonly needsCode: boolean;
  readonly onSignIn: (email: string, password: string, code: string) => void;
  /** Opens the way for who forgot the password. */
  readonly onForgot: () => void;
  /** Shows a passkey in place of the password; absent where the browser or this address knows none. */
  readonly onPasskey?: (() => void) | undefined;
  /** Another service that says who somebody is: its name, and the address at which signing in there begins. */
  readonly provider?: { readonly name: string; readonly start: string } | undefined;
  /** Other ways of signing in. */
  readonly others?: ReactNode;
}

/** The field for the code comes only after the password was right, so the hand is brought to it. */
const focusOnce = (field: HTMLInputElement | null) => field?.focus();

/** The first thing anyone sees. */
export function SignInForm(props: SignInFormProps) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const hasLogins = props.logins.length > 0;
  return (
    <EntryFrame {...props} width={hasLogins ? 860 : 400}>
      <SimpleGrid cols={{ base: 1, sm: hasLogins ? 2 : 1 }} spacing="lg">
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
                  description={t('sign-in.code-hint')}
                  autoComplete="one-time-code"
                  ref={focusOnce}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                  dir="ltr"
                />
              )}
              <Button type="submit" loading={props.busy} size="md">
                {t('sign-in.submit')}
              </Button>
              {props.onPasskey && (
                <Button variant="default" size="md" disabled={props.busy} onClick={props.onPasskey}>
                  {t('sign-in.passkey')}
                </Button>
              )}
              {props.provider && (
                <Button component="a" href={props.provider.start} variant="default" size="md">
                  {t('sign-in.provider', { name: props.provider.name })}
                </Button>
              )}
              <Anchor component="button" type="button" size="sm" onClick={props.onForgot}>
                {t('sign-in.forgot')}
              </Anchor>
              {props.others}
            </Stack>
          </form>
        </Card>
        {hasLogins && (
          <Logins logins={props.logins} language={props.language} onChoose={(login) => props.onSignIn(login.email, login.password, '')} />
        )}
      </SimpleGrid>
    </EntryFrame>
  );
}

type Login = SignInFormProps['logins'][number];

interface LoginsProps {
  readonly logins: readonly Login[];
  readonly language: Language;
  readonly onChoose: (login: Login) => void;
}

function Logins({ logins, language, onChoose }: LoginsProps) {
  const t = useT();
  return (
    <Card withBorder padding="md">
      <Text size="sm" c="dimmed" mb="xs">
        {t('sign-in.demo')}
      </Text>
      <Stack gap={2} mah={420} style={{ overflow: 'auto' }}>
        {logins.map((login) => (
          <UnstyledButton key={login.email} className={shell.user} onClick={() => onChoose(login)}>
            <div>
              <Text fw={500} size="sm">
                {login.role[language]}
              </Text>
              <Text size="xs" c="dimmed">
                <bdi>{login.name}</bdi>
              </Text>
            </div>
          </UnstyledButton>
        ))}
      </Stack>
    </Card>
  );
}
