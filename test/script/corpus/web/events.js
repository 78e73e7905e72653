/* { "dialects": ["postman"] } */
const target = new EventTarget()
target.addEventListener('ping', (event) => console.log(event.type, event instanceof Event))
console.log(target.dispatchEvent(new Event('ping')))
