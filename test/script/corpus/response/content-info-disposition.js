/* { "response": { "text": "x", "headers": { "Content-Type": "text/csv", "Content-Disposition": "attachment; filename=\"a b.csv\"" } } } */
console.log(pm.response.contentInfo())
