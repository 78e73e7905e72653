console.log(String(new Error('m')), `${new TypeError('t')}`, new Error('m').toString(), new Error('x').message)
