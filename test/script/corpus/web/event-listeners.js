/* { "dialects": ["postman"] } */
const target = new EventTarget()
const seen = []
const twice = () => seen.push('twice')
target.addEventListener('x', twice)
target.addEventListener('x', twice)
target.addEventListener('x', () => seen.push('once'), { once: true })
target.addEventListener('x', { handleEvent: (event) => seen.push(event.currentTarget === target, event.eventPhase) })
const controller = new AbortController()
target.addEventListener('x', () => seen.push('never'), { signal: controller.signal })
controller.abort()
const event = new Event('x', { cancelable: true })
target.addEventListener('x', (own) => own.preventDefault())
console.log(target.dispatchEvent(event), event.defaultPrevented, event.currentTarget, seen)
target.removeEventListener('x', twice)
target.dispatchEvent(new Event('x'))
console.log(seen)
try { target.dispatchEvent({ type: 'x' }) } catch (error) { console.log(error.name) }
try { queueMicrotask(1) } catch (error) { console.log(error.name) }
const any = AbortSignal.any([controller.signal, new AbortController().signal])
console.log(any.aborted, any.reason.name)
