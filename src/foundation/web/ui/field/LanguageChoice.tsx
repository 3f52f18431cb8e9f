import { use } from 'react';
import { PreferencesContext } from '#foundation/web/preferences.ts';
import css from './field.module.css';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'tr', label: 'Türkçe' },
  { value: 'ar', label: 'العربية' },
] as const;

/** The three languages by their own names, so that whoever holds the phone finds theirs. */
export function LanguageChoice() {
  const { language, chooseLanguage } = use(PreferencesContext);
  return (
    <div className={css['choice']}>
      {languages.map(({ value, label }) => (
        <button key={value} type="button" lang={value} aria-pressed={language === value} onClick={() => chooseLanguage(value)}>
          {label}
        </button>
      ))}
    </div>
  );
}
