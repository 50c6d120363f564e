import { AuditEntry } from './audit/audit-entry.entity.ts';
import { auditCommands } from './audit/commands.ts';
import { auditRoutes } from './audit/pages/audit-routes.ts';
import { ownSentences } from './audit/pages/own-sentences.ts';
import { makeAuditPartitions } from './audit/make-audit-partitions.ts';
import { backupCommands } from './backup/commands.ts';
import { fileRoutes } from './files/file-routes.ts';
import { StoredFile } from './files/stored-file.entity.ts';
import { sweepBlobs } from './files/sweep-blobs.ts';
import { mailCommands } from './mail/commands.ts';
import { sendInstallationMail, sendOrganizationMail } from './mail/deliver-mail.ts';
import { mailPreviews } from './mail/enqueue-mail.ts';
import { mailKind } from './mail/mail-kind.ts';
import { OutgoingMail } from './mail/outgoing-mail.entity.ts';
import { testMail } from './mail/test-mail.ts';
import { KeptAnswer } from './http/idempotency/kept-answer.entity.ts';
import { sweepKeptAnswers, sweepOperatorsKeptAnswers } from './http/idempotency/sweep-kept-answers.ts';
import { liveRoutes } from './http/live/live-routes.ts';
import { liveTopic } from './http/live/topic.ts';
import { demoCode } from './demo/demo-code.ts';
import { homePlace } from './http/home-place.ts';
import { jobCommands } from './jobs/commands.ts';
import { jobRoutes } from './jobs/pages/job-routes.ts';
import { installationJobs, organizationJobs } from './jobs/pages/live-counts.ts';
import { jobPlaces } from './jobs/pages/nav-items.ts';
import { outgoingCommands } from './outgoing/commands.ts';
import { Installation } from './outgoing/installation.entity.ts';
import { peopleCommands } from './people/commands.ts';
import { organizationCommands } from './people/organization-commands.ts';
import { ApiToken } from './people/api-token.entity.ts';
import { Identity } from './people/identity.entity.ts';
import { Operator } from './people/operator.entity.ts';
import { Organization } from './people/organization.entity.ts';
import { Session } from './people/session.entity.ts';
import { User } from './people/user.entity.ts';
import { definePlugin } from './plugin.ts';
import { sealedCommands } from './sealed/commands.ts';
import { OperatorSession } from './sessions/operator-session.entity.ts';
import { secondFactorCommands } from './sessions/second-factor/commands.ts';
import { OperatorSecondFactor } from './sessions/second-factor/operator-second-factor.entity.ts';
import { SecondFactor } from './sessions/second-factor/second-factor.entity.ts';

/** The kernel's own tables, jobs and commands, in the form in which everybody adds theirs. */
export const kernelPlugin = definePlugin({
  name: 'kernel',
  folder: 'src',
  entities: [
    Organization,
    User,
    Identity,
    Session,
    ApiToken,
    Operator,
    OperatorSession,
    SecondFactor,
    OperatorSecondFactor,
    AuditEntry,
    Installation,
    StoredFile,
    OutgoingMail,
    KeptAnswer,
  ],
  routes: [...fileRoutes, ...liveRoutes, ...jobRoutes, ...auditRoutes],
  jobs: [
    makeAuditPartitions,
    sweepBlobs,
    sweepKeptAnswers,
    sweepOperatorsKeptAnswers,
    sendOrganizationMail,
    sendInstallationMail,
  ],
  contributes: [
    ...ownSentences,
    mailKind(testMail),
    ...mailPreviews,
    liveTopic(organizationJobs),
    liveTopic(installationJobs),
    homePlace,
    ...jobPlaces,
  ],
  commands: [
    ...peopleCommands,
    ...secondFactorCommands,
    demoCode,
    ...organizationCommands,
    ...jobCommands,
    ...auditCommands,
    ...backupCommands,
    ...outgoingCommands,
    ...sealedCommands,
    ...mailCommands,
  ],
});
