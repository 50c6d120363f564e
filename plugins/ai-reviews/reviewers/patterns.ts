import { printOf } from '../earlier/print-of.ts';
import { composeFindings } from '../findings/compose-findings.ts';
import { findingsOf } from '../findings/findings-of.ts';
import { suffice } from '../findings/suffice.ts';
import { nothingUsed, reviewer } from '../ladder/reviewer.ts';
import { readRoom } from '../organization/read-room.ts';
import { readRules } from '../organization/read-rules.ts';

/** Adds to the words of the tests what is known of patterns that the program shows [H1-12]. */
export const patternsReviewer = reviewer({
  tier: 'patterns',
  async review(scope, work) {
    const print = work.isUnjudged || work.hasBrokenRules ? null : await printOf(scope, work);
    if (!print || print.matches.length === 0) return null;
    const findings = await findingsOf(scope, work.language, print.matches);
    const hasModel = await scope.transaction(
      async (inside) => (await readRules(inside)).usesModel && (await readRoom(inside)).providers.length > 0,
      { readOnly: true },
    );
    if (!suffice(findings, work.verdict, hasModel)) return null;
    return { kind: 'written', content: composeFindings(work, findings), usage: nothingUsed, sent: null };
  },
});
