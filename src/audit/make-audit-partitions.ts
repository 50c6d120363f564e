import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';

/** Keeps the audit's partitions two months ahead; a default partition takes what this job missed. */
export const makeAuditPartitions = defineJob({
  name: 'kernel.makeAuditPartitions',
  per: 'installation',
  schedule: '17 3 * * *',
  data: z.object({}),
  async run(scope) {
    await scope.em.execute('select make_audit_partitions()');
  },
});
