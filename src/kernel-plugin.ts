import { AuditEntry } from './audit/audit-entry.entity.ts';
import { makeAuditPartitions } from './audit/make-audit-partitions.ts';
import { backupCommands } from './backup/commands.ts';
import { StoredFile } from './files/stored-file.entity.ts';
import { sweepBlobs } from './files/sweep-blobs.ts';
import { mailCommands } from './mail/commands.ts';
import { sendInstallationMail, sendOrganizationMail } from './mail/deliver-mail.ts';
import { mailPreviews } from './mail/enqueue-mail.ts';
import { mailKind } from './mail/mail-kind.ts';
import { OutgoingMail } from './mail/outgoing-mail.entity.ts';
import { testMail } from './mail/test-mail.ts';
import { jobCommands } from './jobs/commands.ts';
import { outgoingCommands } from './outgoing/commands.ts';
import { Installation } from './outgoing/installation.entity.ts';
import { peopleCommands } from './people/commands.ts';
import { ApiToken } from './people/api-token.entity.ts';
import { Identity } from './people/identity.entity.ts';
import { Operator } from './people/operator.entity.ts';
import { Organization } from './people/organization.entity.ts';
import { Session } from './people/session.entity.ts';
import { User } from './people/user.entity.ts';
import { definePlugin } from './plugin.ts';
import { sealedCommands } from './sealed/commands.ts';

/** The kernel's own tables, jobs and commands, in the form in which everybody adds theirs. */
export const kernelPlugin = definePlugin({
  name: 'kernel',
  entities: [
    Organization,
    User,
    Identity,
    Session,
    ApiToken,
    Operator,
    AuditEntry,
    Installation,
    StoredFile,
    OutgoingMail,
  ],
  jobs: [makeAuditPartitions, sweepBlobs, sendOrganizationMail, sendInstallationMail],
  contributes: [mailKind(testMail), ...mailPreviews],
  commands: [
    ...peopleCommands,
    ...jobCommands,
    ...backupCommands,
    ...outgoingCommands,
    ...sealedCommands,
    ...mailCommands,
  ],
});
