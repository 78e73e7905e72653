for (const header of pm.request.headers.all()) console.log(header.key, header.value, header.toString())
pm.request.headers.each((header) => console.log(header.key, header.valueOf()))
console.log(typeof pm.request.headers[Symbol.iterator], pm.request.headers.members.length)
