import type { Course } from '../courses.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';

/** For activities that nobody chooses in the tool: everything is typed in. */
export const addActivityForm = (lms: Lms, course: Course) =>
  html`<details class="card">
    <summary>Add an activity by hand</summary>
    <form method="post" action="/courses/${course.id}/activities" class="fields">
      <label>Title <input name="title" required maxlength="200" /></label>
      <label
        >Tool
        <select name="clientId">
          ${lms.tools.map(
            ({ clientId, name, number }) => html`<option value="${clientId}">${name} (${number})</option>`,
          )}
        </select></label
      >
      <label
        >Address in the tool (target_link_uri)
        <input name="targetLinkUri" type="url" required value="${lms.tools[0]!.targetLinkUri}"
      /></label>
      <label
        >Custom values, one in a line: name=value <textarea name="custom" rows="3" placeholder="problem=one"></textarea>
      </label>
      <label
        >Opens
        <select name="opensIn">
          <option value="frame">in this page</option>
          <option value="tab">in a new tab</option>
        </select></label
      >
      <p><button class="primary">Add activity</button></p>
    </form>
  </details>`;
