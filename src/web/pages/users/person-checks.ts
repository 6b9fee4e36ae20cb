import { t } from '../../i18n/index.svelte.js';

export const SHORTEST_PASSWORD = 14;

export interface Person {
  name: string;
  login: string;
  email: string;
  password: string;
}

/** What the server will refuse, said before sending and in words. */
export function checkPerson(person: Person, { emailRequired }: { emailRequired: boolean }): Partial<Person> {
  const wrong: Partial<Person> = {};
  if (person.name.trim() === '') wrong.name = t('person.name.missing');
  if (!/^[a-z0-9._@-]{3,64}$/i.test(person.login.trim())) wrong.login = t('person.login.wrong');
  const email = person.email.trim();
  if (email === '' ? emailRequired : !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    wrong.email = t('person.email.wrong');
  }
  if (person.password === '') wrong.password = t('person.password.missing');
  else if (person.password.length < SHORTEST_PASSWORD) {
    wrong.password = t('person.password.short', { n: SHORTEST_PASSWORD - person.password.length });
  }
  return wrong;
}
