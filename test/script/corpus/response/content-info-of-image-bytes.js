/* { "response": { "base64": "iVBORw0KGgoAAAANSUhEUg==", "headers": [] } } */
console.log(pm.response.contentInfo())
