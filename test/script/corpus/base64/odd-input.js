for (const call of [() => atob('YQ'), () => atob(' YQ== '), () => atob('YQ==\n'), () => atob('_-8='), () => btoa('\n'), () => atob('YQ=')]) {
  try { console.log(JSON.stringify(call())) } catch (error) { console.log(error.name, error.message) }
}
