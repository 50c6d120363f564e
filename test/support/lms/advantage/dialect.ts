import type { Request } from 'express';
import type { Course } from '../courses.ts';
import type { Column } from '../gradebook/column.ts';
import type { Grade } from '../gradebook/grade.ts';
import type { Part, Person } from '../people.ts';
import type { Enrolment } from '../roster/enrolment.ts';
import type { Member } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import type { Answer, Refusal } from './answer.ts';
import type { PageOf } from './page-of.ts';

/** Whose services: one tool in one course. */
export interface ToolInCourse {
  readonly lms: Lms;
  readonly tool: Tool;
  readonly course: Course;
}

export type Resource =
  'lineItems' | 'lineItem' | 'scores' | 'results' | 'result' | 'memberships' | 'groups' | 'groupSets';

/** Where the services of one kind of LMS lie. */
export interface Addresses {
  /** As Express reads them, with `course`, `item`, `result` and `tool` as parameters. */
  readonly paths: Readonly<Partial<Record<Resource, string>>>;
  lineItems(place: ToolInCourse): string;
  lineItem(place: ToolInCourse, columnId: string): string;
  memberships(place: ToolInCourse): string;
  groups(place: ToolInCourse): string;
  groupSets(place: ToolInCourse): string;
}

/** A score as it came, with what this platform knows of whom it is about. */
export interface ScoreGiven {
  readonly body: unknown;
  readonly column: Column;
  readonly person: Person | null;
  readonly enrolment: Enrolment | null;
  readonly held: Grade | null;
  readonly now: number;
}

/** A member of the body of a request, as text that JSON was found in. */
export type Body = Readonly<Record<string, unknown>>;

/** How one kind of LMS runs the services of LTI Advantage; whatever it refuses is a Refusal that it throws. */
export interface Dialect {
  readonly addresses: Addresses;
  /** The ids that this kind of LMS sends instead of ours. */
  contextId(courseId: string): string;
  resourceLinkId(activityId: string): string;
  /** What it looks at before anything else: the media types and the address. */
  admit(req: Request, tool: Tool, resource: Resource, types: readonly string[]): void;
  refused(refusal: Refusal, req: Request, resource: Resource): Answer;
  readonly lineItems: {
    readonly pageSize: number | null;
    /** Whether another maximum changes the grades that are there. */
    readonly rescales: boolean;
    /** Whether another label renames the activity. */
    readonly renames: boolean;
    shown(place: ToolInCourse, column: Column): object;
    /** The column that a tool asks for. */
    made(place: ToolInCourse, body: Body): Column;
    changed(place: ToolInCourse, column: Column, body: Body): Column;
    /** What a tool sees of the column that it made or changed. */
    answered(place: ToolInCourse, column: Column, body: Body): object;
    /** Throws where this LMS keeps such a column. */
    admitRemoval(column: Column): void;
  };
  readonly scores: {
    read(given: ScoreGiven): Grade;
    answered(place: ToolInCourse, column: Column, person: Person): Answer;
  };
  readonly results: {
    readonly pageSize: number | null;
    /** Null leaves a grade out. */
    shown(place: ToolInCourse, column: Column, grade: Grade): object | null;
  };
  readonly memberships: {
    readonly pageSize: number | null;
    /** Which status makes somebody be listed. */
    lists(member: Member): boolean;
    /** Short names or URIs. */
    roles(part: Part): readonly string[];
    shown(place: ToolInCourse, member: Member): object;
    /** What is said of one member for one activity. */
    message(place: ToolInCourse, member: Member, activityId: string): object;
  };
  /** The header `Link` of a page of a list; null for none. */
  link(url: string, page: PageOf<unknown>, resource: Resource): string | null;
  /** Where a page begins, and how long it is, from the query. */
  paging(query: Request['query'], pageSize: number | null): { readonly from: number; readonly limit: number | null };
}
