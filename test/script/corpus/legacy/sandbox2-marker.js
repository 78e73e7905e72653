"use sandbox2";
console.log(typeof tests, typeof postman, typeof environment, typeof _, typeof CryptoJS, typeof responseBody, typeof pm, typeof xml2Json, typeof JSON)
