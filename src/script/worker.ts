import { parentPort } from 'node:worker_threads'
import type { ToWorker } from './messages.ts'
import { startSandbox } from './sandbox.ts'

if (parentPort === null) throw new Error('script/worker is the entry of a worker thread')
const port = parentPort
const sandbox = startSandbox((message) => port.postMessage(message))
port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'run':
      return sandbox.run(message.run, message.input)
    case 'response':
      return sandbox.answerSend(message.run, message.ticket, message.reply)
    case 'cookies':
      return sandbox.answerCookies(message.run, message.ticket, message.reply)
  }
})
port.postMessage({ type: 'ready' })
