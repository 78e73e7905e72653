import type { Route } from '../endpoint.ts'
import { listBehaviours, resetBehaviours, setBehaviours } from './behaviours.ts'
import { advanceClock, readClock, resetClock, setClock } from './clock.ts'
import { decide, retireKeys, rotateKey } from './environment.ts'
import { addFault, clearFaults, listFaults, removeFault } from './faults.ts'
import { clearJournal, readJournal } from './journal.ts'
import { clearOutbox, readOutbox } from './outbox.ts'
import { approvePush, denyPush, pair } from './phone.ts'
import { listSnapshots, readOutSnapshot, removeSnapshot, restoreSnapshot, takeSnapshot } from './snapshots.ts'

/** In front of every address of the control: PingOne has none of them. */
export const CONTROL = '/standin'

/** How tests steer the stand-in. */
export const CONTROL_ROUTES: readonly Route[] = Object.freeze<Route[]>([
  ['GET', `${CONTROL}/clock`, readClock],
  ['PUT', `${CONTROL}/clock`, setClock],
  ['POST', `${CONTROL}/clock/advance`, advanceClock],
  ['DELETE', `${CONTROL}/clock`, resetClock],

  ['GET', `${CONTROL}/behaviours`, listBehaviours],
  ['PUT', `${CONTROL}/behaviours`, setBehaviours],
  ['DELETE', `${CONTROL}/behaviours`, resetBehaviours],

  ['GET', `${CONTROL}/outbox`, readOutbox],
  ['DELETE', `${CONTROL}/outbox`, clearOutbox],

  ['GET', `${CONTROL}/faults`, listFaults],
  ['POST', `${CONTROL}/faults`, addFault],
  ['DELETE', `${CONTROL}/faults`, clearFaults],
  ['DELETE', `${CONTROL}/faults/:faultID`, removeFault],

  ['GET', `${CONTROL}/journal`, readJournal],
  ['DELETE', `${CONTROL}/journal`, clearJournal],

  ['GET', `${CONTROL}/snapshots`, listSnapshots],
  ['GET', `${CONTROL}/snapshots/:snapshotName`, readOutSnapshot],
  ['PUT', `${CONTROL}/snapshots/:snapshotName`, takeSnapshot],
  ['POST', `${CONTROL}/snapshots/:snapshotName/restore`, restoreSnapshot],
  ['DELETE', `${CONTROL}/snapshots/:snapshotName`, removeSnapshot],

  ['POST', `${CONTROL}/environments/:environmentID/keys`, rotateKey],
  ['DELETE', `${CONTROL}/environments/:environmentID/keys`, retireKeys],
  ['POST', `${CONTROL}/environments/:environmentID/devices`, decide],

  ['POST', `${CONTROL}/environments/:environmentID/pairings`, pair],
  ['POST', `${CONTROL}/environments/:environmentID/flows/:flowID/approve`, approvePush],
  ['POST', `${CONTROL}/environments/:environmentID/flows/:flowID/deny`, denyPush],
])
