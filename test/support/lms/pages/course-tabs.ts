import type { Course } from '../courses.ts';
import { teaches, type Part, type Person } from '../people.ts';
import type { Visit } from './as-person.ts';
import type { Page, Tab } from './layout.ts';

export const seesAll = (part: Part) => teaches(part) || part === 'assistant';

const tabs = { activities: '', grades: '/grades', people: '/people' } as const;
type Place = keyof typeof tabs;

/** What pages of one course have in common. */
export const inCourse = ({ person, course, part }: Visit, here: Place): Omit<Page, 'body'> => ({
  title: course.title,
  here: 'courses',
  person,
  above: [['/courses', 'Courses']],
  beside: tabsOf(course, part, here),
});

/** The same for a page that lies below one of them. */
export const belowCourse = (person: Person, course: Course, title: string, tab: Place): Omit<Page, 'body'> => ({
  title,
  here: 'courses',
  person,
  above: [
    ['/courses', 'Courses'],
    [`/courses/${course.id}`, course.title],
    ...(tab === 'activities' ? [] : [[`/courses/${course.id}${tabs[tab]}`, words[tab]] as const]),
  ],
});

const words: Readonly<Record<Place, string>> = { activities: 'Activities', grades: 'Grades', people: 'People' };

const tabsOf = ({ id }: Course, part: Part, here: Place): readonly Tab[] =>
  (Object.keys(tabs) as Place[])
    .filter((place) => place !== 'people' || seesAll(part))
    .map((place) => ({ href: `/courses/${id}${tabs[place]}`, words: words[place], isHere: place === here }));
