for (let i = 0; i < 5; i += 1) pm.sendRequest(`https://api.test/${i}`, (_error, response) => console.log(i, response.code))
