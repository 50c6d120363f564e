import { defineEntity, p } from '@mikro-orm/core';
import { testStatuses, type Words } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { Submission } from './submission.entity.ts';

const TestRunSchema = defineEntity({
  name: 'TestRun',
  properties: {
    ...tenantOwned,
    submission: () => belongsTo(Submission).deleteRule('cascade'),
    /** Which judging of the submission it is of. */
    judgement: p.integer(),
    testId: p.text(),
    status: p.enum(testStatuses),
    points: p.decimal('number').columnType('numeric'),
    timeMs: p.integer().nullable(),
    memoryKb: p.integer().nullable(),
    /** With what follows null where the run is not shown: a program may print what it was given. */
    stdout: p.text().nullable(),
    stderr: p.text().nullable(),
    /** Of the source, where the program says which. */
    line: p.integer().nullable(),
    words: p.json<Words>().nullable(),
  },
  uniques: [{ properties: ['submission', 'testId'], name: 'test_run_submission_test_key' }],
});

/** How one test of a submission went. */
export class TestRun extends TestRunSchema.class {
  static readonly personal: PersonalOf<typeof TestRunSchema> = {
    ...tenantOwnedPersonal,
    submission: 'link',
    judgement: 'none',
    testId: 'none',
    status: 'content',
    points: 'content',
    timeMs: 'content',
    memoryKb: 'content',
    stdout: 'content',
    stderr: 'content',
    line: 'content',
    words: 'content',
  };
}
TestRunSchema.setClass(TestRun);
