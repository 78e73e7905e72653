console.log(require('lodash') === require('lodash'), require('moment') === require('moment'), _ === require('lodash'), cheerio === require('cheerio'), typeof require, Object.keys(require))
