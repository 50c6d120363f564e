const told = ['retrying', 'over', 'other', 'conflict', 'refused'];

/** Shows how the draft is; what one has to know is also said, once. */
export function show(keeper, name) {
  const { form, say } = keeper;
  const isNew = keeper.is !== name;
  keeper.is = name;
  form.querySelector('.draft').hidden = name !== 'saved';
  const words = form.closest('.workspace').querySelector(`template[data-words="${name}"]`);
  if (isNew) form.querySelector('.draft-now').replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  if (isNew && told.includes(name)) say(name);
}
