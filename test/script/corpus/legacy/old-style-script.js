/* { "environment": { "url": "https://api.test" } } */
var jsonData = JSON.parse(responseBody);
tests["Status code is 200"] = responseCode.code === 200;
tests["Name is Ada"] = jsonData.name === "Ada";
tests["Has tags"] = _.isArray(jsonData.tags) && jsonData.tags.length === 3;
postman.setEnvironmentVariable("id", jsonData.id);
postman.setGlobalVariable("name", jsonData.name);
