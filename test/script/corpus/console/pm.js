console.log(typeof pm, pm.info)
