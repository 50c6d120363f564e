import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createLineItem,
  deleteLineItem,
  listLineItems,
  readLineItem,
  updateLineItem,
} from '../../../lti/advantage/line-items.ts';
import { readResults } from '../../../lti/advantage/results.ts';
import { postScore } from '../../../lti/advantage/scores.ts';
import { gradeScopes } from '../../../lti/advantage/grade-names.ts';
import type { Scope } from '#src/scope/scope.ts';
import { scopeIn } from '../../support/app.ts';
import { openMoodleTranscripts } from '../../support/lti/moodle-transcripts.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
let moodle: Awaited<ReturnType<typeof openMoodleTranscripts>>;
let registrationId: string;
let scope: Scope;
beforeAll(async () => {
  [tool, moodle] = [await openLaunches(), await openMoodleTranscripts()];
  const place = await tool.place({ tokenUrl: moodle.tokenUrl, productFamily: 'moodle' });
  registrationId = place.registrationId;
  scope = await scopeIn(tool.app, place.organizationId);
}, 120_000);
afterAll(async () => {
  await tool.close();
  await moodle.close();
});

const at = (url: string) => ({ registrationId, url, scopes: Object.values(gradeScopes) });
const score = { activityProgress: 'Completed', gradingProgress: 'FullyGraded', timestamp: new Date().toISOString() };

describe('what a Moodle answers', () => {
  it('is understood: its line items, which have blanks for what is not there, and the filters beside its own query [MOO-13][AGS-12]', async () => {
    const { items, isComplete } = await listLineItems(scope, at(moodle.lineItemsUrl), {});
    expect(isComplete).toBe(true);
    expect(items.map(({ label, scoreMaximum, resourceId, tag }) => [label, scoreMaximum, resourceId, tag])).toEqual([
      ['Activity 1', 100, '', ''],
      ['Activity 2', 100, '', ''],
      ['Deep linked 1', 20, 'dl-1', 'grade'],
    ]);
    const { items: found } = await listLineItems(scope, at(moodle.lineItemsUrl), { resourceId: 'week-1' });
    expect(found).toMatchObject([{ label: 'Renamed column', scoreMaximum: 60 }]);
    expect(await readLineItem(scope, at(moodle.lineItemUrl))).toMatchObject({ label: 'Activity 1', resourceId: '' });
  });

  it('is understood: a column that is made, renamed and deleted, with an empty page as the answer [MOO-08][AGS-29][AGS-10]', async () => {
    const made = await createLineItem(scope, at(moodle.lineItemsUrl), {
      label: 'Extra column',
      scoreMaximum: 50,
      resourceId: 'week-1',
      tag: 'grade',
    });
    expect(made.id).toBe(`${moodle.host}/mod/lti/services.php/2/lineitems/7/lineitem?type_id=1`);
    expect(await updateLineItem(scope, at(made.id), { label: 'Renamed column', scoreMaximum: 60 })).toMatchObject({
      label: 'Renamed column',
      scoreMaximum: 60,
    });
    await deleteLineItem(scope, at(made.id));
  });

  it('is understood: a score that is taken without a word [MOO-11][AGS-29]', async () => {
    const post = { registrationId, url: moodle.lineItemUrl, body: { ...score, userId: '4' } };
    expect(await postScore(scope, post)).toMatchObject({ status: 200, text: '' });
  });

  it('is understood: results on the scale of the line item [MOO-14][AGS-22]', async () => {
    const { of, isComplete } = await readResults(scope, { registrationId, url: moodle.lineItemUrl });
    expect(isComplete).toBe(true);
    expect([...of]).toEqual([
      ['4', { score: 75, maximum: 100, comment: 'Well done' }],
      ['5', { score: 75, maximum: 100, comment: 'Well done' }],
    ]);
  });

  it('to other media types is 400, so that ours have to be exact [MOO-08]', async () => {
    const { callLms } = await import('../../../lti/advantage/call-lms.ts');
    const call = { method: 'GET', url: moodle.lineItemsUrl, scopes: [gradeScopes.readLineItem] } as const;
    await expect(callLms(scope, registrationId, { ...call, accept: '*/*' })).rejects.toMatchObject({ status: 400 });
  });
});
