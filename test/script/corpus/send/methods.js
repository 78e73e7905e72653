for (const method of ['GET', 'post', 'Delete', 'HEAD', 'OPTIONS', 'CUSTOM', '', null]) pm.sendRequest({ url: 'https://api.test/', method }, () => {})
