import { join } from 'node:path'
import { loadModel } from '../../core/declarations/load-model.ts'

const plugins = join(import.meta.dirname, '../../plugins')

/** `study-notes/study-note` as the names of its operations begin: `studyNotesStudyNote`. */
const inWords = (entity: string): string => entity.replace(/[-/]([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Operations that a walk need not get done, by why it may not. Whatever else never answers with success fails the walk: an operation that
 * nobody gets through to is not tested by refusals. Most of these do answer; a longer walk shows it.
 */
const reasons: Record<string, string[]> = {
  'it takes a file that the platform made': ['tenantCopy.import', 'look.image'],
  'it takes a signature, or a ticket that was given for one': [
    'sso.issueTicket',
    'session.enter',
    'session.enterByLink',
    'messageReports.sms',
    'messageReports.voice',
  ],
  'a rule takes more than the schema tells': [
    'coreGrant.create',
    'coreMessageSetting.create',
    'coreNumberCounter.create',
    'session.signIn',
    'activation.create',
    'menus.change',
    'menus.order',
    'documentsDocument.update',
    'coreGrant.preview',
    'coreOrganization.arrange',
    'coreOrganization.dismiss',
    'session.view',
    'ownSsoApplications.apply',
    'coreWebhook.create',
    'coreWebhook.update',
    'coreSample.create',
    'coreDelegation.create',
    'leadershipElection.create',
    'leadershipElection.update',
    'leadershipCandidate.create',
    'transfersArrival.create',
    'pointsLearningScore.create',
    ...['create', 'get', 'reveal', 'update', 'delete', 'timeline', 'transitions'].map(action => `developmentEarlier.${action}`),
    'noticesNotice.create',
    'articleCollectorSource.create',
    'articleCollectorSource.update',
    'articleCollectorRule.create',
    'articleCollector.try',
    'articleCollector.push',
    'articleCollector.ignore',
    'noticesNotice.delete',
    ...['portalPage', 'portalSection', 'portalPicture'].flatMap(name =>
      ['create', 'update', 'delete', 'bulk'].map(action => `${name}.${action}`),
    ),
    ...[
      'styles.of',
      'sites.fromTemplate',
      'sites.publish',
      'releases.bringBack',
      'releases.compare',
      'blocks.preview',
      'templates.cover',
    ].map(id => `portal.${id}`),
  ],
  'it takes a letter on its way to another unit, or the code of one': ['transfers.code', 'transfers.takeLetter'],
  'there is no record with a workflow': ['workflows.get'],
  'the record must be where its workflow lets it go on or be changed, with the answers that are asked for there': [
    ...[...loadModel([plugins]).workflows.values()].flatMap(({ entity, states }) =>
      ['transition', 'update', 'delete', ...[...states.values()].flatMap(state => state.on.map(one => one.event))].map(
        action => `${inWords(entity)}.${action}`,
      ),
    ),
  ],
  'it takes the id of a member': ['certificate.show', 'certificate.pdf', 'certificatePrint.get'],
  'only who received the notice does it': ['notices.open', 'notices.confirm', 'notices.figures', 'noticesReceipt.get'],
  'most are held, in use or built in': [
    'coreOrganization.delete',
    'coreOrganization.bulk',
    'coreOrganization.dissolve',
    'corePost.bulk',
    'corePost.delete',
    'coreRole.bulk',
    'coreRole.delete',
    ...['leadershipOfficial', 'leadershipTerm'].flatMap(name =>
      ['update', 'delete', 'bulk', 'restoreVersion'].map(action => `${name}.${action}`),
    ),
  ],
  'it needs a record that was deleted a moment ago, or still can be': [
    ...[
      'coreAppointment.delete',
      'coreAppointment.bulk',
      'coreBinding.delete',
      'coreBinding.bulk',
      'coreEntitlement.bulk',
      'coreEntitlement.delete',
      'coreFile.bulk',
      'documentsReceipt.bulk',
      'documentsReceipt.delete',
    ],
  ],
  'it takes an article that is published, and what people have said of it': [
    ...['articleCounts', 'comment', 'like', 'unlike', 'favourite', 'unfavourite'].map(id => `portal.${id}`),
    ...['get', 'timeline', 'transitions'].map(action => `portalComment.${action}`),
    'portalArticleCount.get',
    'portalReaction.get',
  ],
  'few records are there at a time, of one person alone': [
    ...[
      'coreEntitlement',
      'coreMessage',
      'coreShortcut',
      'coreSession',
      'coreJob',
      'coreBinding',
      'coreNumberCounter',
      'coreGrant',
      'coreAppointment',
      'coreSavedView',
      'coreSsoApplication',
      'coreSsoEntry',
      'coreDelivery',
      'coreWebhook',
      'coreWebhookDelivery',
      'coreMessageSetting',
      'coreMenuSetting',
      'leadershipElection',
      'leadershipCandidate',
      'documentsReceipt',
      'coreTask',
      'coreDelegation',
      'pointsLearningScore',
      'articleCollectorSource',
      'articleCollectorItem',
      'articleCollectorRun',
      'articleCollectorRule',
      'articleCollectorPush',
    ].flatMap(name =>
      ['get', 'access', 'history', 'restoreVersion', 'update', 'delete', 'bulk', 'cancel', 'events', 'retry'].map(
        action => `${name}.${action}`,
      ),
    ),
    'coreWebhook.renewSecret',
    'articleCollector.collect',
    ...['approve', 'refuse', 'stop'].map(action => `coreSsoApplication.${action}`),
    ...['change', 'newSecret', 'stop'].map(action => `ownSsoApplications.${action}`),
  ],
}

export const mayStaySilent: ReadonlySet<string> = new Set(Object.values(reasons).flat())

/** What the engine does for every kind of record alike, and only to records in a certain state: it will do that one of the kinds answers. */
export const isAlike = (action: string): boolean => ['erase', 'restore', 'bulk', 'history', 'access', 'restoreVersion'].includes(action)
