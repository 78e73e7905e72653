for (const args of [[5], [], ['x', 'data'], ['x', {}, 'options'], ['x', null, null], ['x', 0, false]]) {
  try { pm.visualizer.set(...args); console.log('fine') } catch (error) { console.log(error.name, error.message) }
}
