console.log(pm.iterationData.toObject(), pm.iterationData.get('x'), pm.iterationData.has('x'))
