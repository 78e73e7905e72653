/* { "response": { "text": "<title>Hi</title><a href='/x'>x</a>" } } */
const $ = cheerio.load(responseBody)
console.log($('title').text(), $('a').attr('href'), cheerio.load('').html())
