console.log(typeof new.target)
