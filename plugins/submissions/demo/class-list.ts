/** A class: who they are, how much they know already (0 to 1), and what they like to write in. */
export interface Classmate {
  readonly name: string;
  readonly email: string;
  readonly skill: number;
  readonly languages: readonly string[];
}

const names: readonly string[] = [
  'Aino Virtanen',
  'Amir Hosseini',
  'Beatriz Moura',
  'Callum Fraser',
  'Chen Wei',
  'Dalia Mansour',
  'Emeka Obi',
  'Esra Demir',
  'Felix Brandt',
  'Freya Olsen',
  'Gabriel Costa',
  'Hana Novotná',
  'Ibrahim Diallo',
  'Ines Marković',
  'Jonas Weber',
  'Kavya Iyer',
  'Kofi Mensah',
  'Lena Fischer',
  'Leo Martins',
  'Mai Tran',
  'Mateusz Zieliński',
  'Nadia Petrova',
  'Noah Dubois',
  'Olivia Grant',
  'Priya Nair',
  'Rafael Ortega',
  'Saoirse Byrne',
  'Tomás Herrera',
  'Yuki Sato',
];

const habits = [['python'], ['python', 'c'], ['java', 'python'], ['cpp', 'c'], ['javascript', 'python'], ['python']];

/** Thirty of them, with the student of the demo sign-ins first. */
export const classList: readonly Classmate[] = [
  { name: 'Sam Student', email: 'student@demo.example', skill: 0.6, languages: ['python', 'javascript'] },
  ...names.map((name, place) => ({
    name,
    email: `${addressed(name)}@demo.example`,
    skill: 0.15 + (((place * 11) % names.length) / names.length) * 0.8,
    languages: habits[place % habits.length]!,
  })),
];

function addressed(name: string) {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
}
