/* { "dialects": ["postman"] } */
const URL = 1, crypto = 2, Event = 3, Blob = 4
console.log(URL, crypto, Event, Blob)
