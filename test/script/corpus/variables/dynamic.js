const made = pm.variables.replaceIn('{{$guid}}|{{$timestamp}}|{{$randomInt}}|{{$randomUUID}}|{{$isoTimestamp}}').split('|')
console.log(made.map((text) => text.replace(/[0-9a-f]/g, '0').replace(/^0+$/, '0')))
console.log(pm.variables.replaceIn('{{$unknown}} {{$}} {{$Guid}}'))
