'use sandbox2';
console.log(typeof tests, typeof _, typeof require('lodash').map)
