for (const call of [() => btoa('日本'), () => atob('###'), () => atob('a'), () => atob(), () => btoa()]) {
  try { console.log(JSON.stringify(call())) } catch (error) { console.log(error.name) }
}
