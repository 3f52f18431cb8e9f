import { Suspense, lazy, use, useEffect, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import type { Language } from '#foundation/web/session.ts';
import { useT } from '#foundation/web/i18n.ts';
import { SignInForm } from '#foundation/web/ui/SignInForm.tsx';
import { canUsePasskeys, signInByPasskey } from '#kernel/access/web/passkeys.ts';
import { LanguageContext } from '../language.ts';
import { loadWithWords } from '../with-words.ts';
import { words } from '../words.ts';

const ForgotPage = lazy(loadWithWords(words, 'access', () => import('#kernel/access/web/ForgotPage.tsx')));

const ProviderCode = lazy(loadWithWords(words, 'access', () => import('#kernel/access/web/ProviderCode.tsx')));

/** What the way back from the identity provider says in the address; read once and taken out of it. */
function takeRefusal(): string | null {
  const url = new URL(location.href);
  const refused = url.searchParams.get('refused');
  if (refused === null) return null;
  url.searchParams.delete('refused');
  history.replaceState(null, '', url.pathname + url.search);
  return /^access\.[a-z-]{1,40}$/.test(refused) ? refused : null;
}

interface PublicInfo {
  readonly name: string;
  readonly demo: boolean;
  readonly mail: boolean;
  /** The host to which passkeys are tied. */
  readonly passkeys: string | null;
  /** What the identity provider of this server is called. */
  readonly provider: string | null;
  readonly logins: readonly { email: string; password: string; name: string; role: Readonly<Record<Language, string>> }[];
}

/** Signing in; a demonstration shows its logins, one for each role. */
export default function SignInPage({ onIn }: { onIn: () => void }) {
  const t = useT();
  const { language, choose } = use(LanguageContext);
  const [info, setInfo] = useState<PublicInfo | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const [codeAsked, setCodeAsked] = useState(false);
  const [forgot, setForgot] = useState(false);
  useEffect(() => {
    void fetch('/api/public-info')
      .then(async (answer) => setInfo((await answer.json()) as PublicInfo))
      .catch(() => undefined);
  }, []);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    const refused = takeRefusal();
    if (refused) void words.need('access').then(() => setRefusal(refused));
  }, []);
  const waitsForCode = refusal === 'access.provider-code';
  const signIn = async (email: string, password: string, code: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await fetch('/api/sign-in', {
        method: 'POST',
        headers: { 'x-kervan': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ email, password, ...(code ? { code } : {}) }),
      });
      if (answer.ok) onIn();
      else {
        const refused = (await answer.json()) as ProblemBody;
        await words.need('access').catch(() => undefined);
        setCodeAsked((asked) => asked || refused.type === 'access.code-needed');
        setProblem(refused);
      }
    } catch {
      setProblem({ type: 'common.network-away', title: '', status: 0 });
    } finally {
      setBusy(false);
    }
  };
  const byPasskey = async () => {
    setBusy(true);
    const refused = await signInByPasskey();
    if (refused) await words.need('access').catch(() => undefined);
    setBusy(false);
    setProblem(refused);
    if (!refused) onIn();
  };
  return (
    <SignInForm
      mission={info?.name ?? 'Kervan'}
      mark={info?.demo ? t('shell.demonstration') : null}
      logins={info?.logins ?? []}
      language={language}
      onLanguage={choose}
      problem={
        problem ?? (refusal && !waitsForCode ? { type: refusal, title: '', status: 401, figures: { name: info?.provider ?? '' } } : null)
      }
      busy={busy}
      needsCode={codeAsked}
      onPasskey={canUsePasskeys(info?.passkeys) ? () => void byPasskey() : undefined}
      provider={info?.provider ? { name: info.provider, start: '/api/provider/start' } : undefined}
      onForgot={() => setForgot(true)}
      others={
        <Suspense fallback={null}>
          {forgot && <ForgotPage mail={info?.mail ?? false} onClose={() => setForgot(false)} />}
          {waitsForCode && <ProviderCode name={info?.provider ?? ''} onIn={onIn} onClose={() => setRefusal(null)} />}
        </Suspense>
      }
      onSignIn={(email, password, code) => void signIn(email, password, code)}
    />
  );
}
