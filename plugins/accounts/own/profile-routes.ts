import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, put, type FormState } from '#src/http/route.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { avatarUrl, avatarUse, setAvatar } from './avatar.ts';
import { changeProfile, ProfileForm } from './change-profile.ts';
import { ownAccount } from './own-account.ts';

const Profile = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  bio: z.string().nullable(),
  location: z.string().nullable(),
  website: z.string().nullable(),
  github: z.string().nullable(),
  linkedin: z.string().nullable(),
});
const profileView = view('accounts/own/profile', Profile.extend({ form: FormFields, avatarForm: FormFields }));
const place = '/account/profile';
const said = 'accounts.profile.saved';

/** What somebody says of themselves, and their picture. */
export const profileRoutes = [
  get('/account', {
    summary: 'Leads to the own profile',
    allow: ownAccount,
    handle: async () => redirect(place),
  }),

  get(place, {
    summary: 'The own profile',
    answer: profileView,
    allow: ownAccount,
    handle: async (scope, { row }) => profilePage(scope, row, emptyForm, emptyForm),
  }),

  post(place, {
    summary: 'Changes the own profile, by the form of its page',
    body: ProfileForm,
    allow: ownAccount,
    async handle(scope, { body }) {
      await changeProfile(scope, withEmptied(body));
      return redirect(place, { said });
    },
    again: async (scope, { row }, form) => profilePage(scope, row, form, emptyForm),
  }),

  put('/users/profile', {
    summary: 'Changes parts of the own profile; null takes one back, what is absent stays',
    answer: profileView,
    body: ProfileForm.partial(),
    allow: ownAccount,
    async handle(scope, { body, row }) {
      await changeProfile(scope, body);
      return profilePage(scope, row, emptyForm, emptyForm);
    },
  }),

  post('/account/avatar', {
    summary: 'Gives the own account a picture: PNG, JPEG, WebP or GIF of 2 MB at most',
    work: 'steps',
    body: z.object({}),
    files: { avatar: avatarUse },
    allow: ownAccount,
    async handle(scope, { files }) {
      if (files.avatar) await setAvatar(scope, files.avatar);
      return redirect(place, { said });
    },
    again: async (scope, { row }, form) => profilePage(scope, row, emptyForm, form),
  }),

  post('/account/avatar/removal', {
    summary: 'Takes the own picture away',
    body: z.object({}),
    allow: ownAccount,
    async handle(scope) {
      await setAvatar(scope, null);
      return redirect(place, { said });
    },
  }),
];

/** A field that was emptied on the page is one that its owner took back. */
const withEmptied = (form: z.output<typeof ProfileForm>) => ({
  bio: null,
  location: null,
  website: null,
  github: null,
  linkedin: null,
  ...form,
});

export function profileOf(scope: Scope, user: User) {
  const { id, name, email = null, bio = null, location = null } = user;
  const { website = null, github = null, linkedin = null } = user;
  return { id, name, email, bio, location, website, github, linkedin, avatarUrl: avatarUrl(scope, user.avatar?.id) };
}

function profilePage(scope: Scope, user: User, form: FormState, avatarForm: FormState) {
  const profile = profileOf(scope, user);
  const { name, bio, location, website, github, linkedin } = profile;
  const fields = formFields(form, { name, bio, location, website, github, linkedin });
  return page(profileView, { ...profile, form: fields, avatarForm: formFields(avatarForm) });
}
