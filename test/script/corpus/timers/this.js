setTimeout(function () { console.log(typeof this, this === undefined, Object.keys(this || {})) }, 1)
