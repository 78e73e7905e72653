for (const call of [() => btoa('日本'), () => atob('###'), () => atob('a'), () => atob(), () => btoa(), () => btoa(null), () => atob(null)]) {
  try { console.log(JSON.stringify(call())) } catch (error) { console.log(error.name) }
}
