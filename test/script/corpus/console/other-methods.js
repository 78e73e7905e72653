for (const name of ['trace', 'table', 'dir', 'group', 'groupEnd', 'time', 'timeEnd', 'assert', 'count', 'clear']) console.log(name, typeof console[name])
