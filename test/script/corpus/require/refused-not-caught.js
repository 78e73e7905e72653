const request2 = require('request')
