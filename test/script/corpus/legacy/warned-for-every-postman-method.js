for (const name of ['setNextRequest', 'setEnvironmentVariable', 'getEnvironmentVariable', 'clearEnvironmentVariables', 'clearEnvironmentVariable', 'setGlobalVariable', 'getGlobalVariable', 'clearGlobalVariables', 'clearGlobalVariable', 'getResponseCookie', 'getResponseHeader', 'unknown']) {
  console.log(name)
  postman[name]
}
