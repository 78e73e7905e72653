console.log(xml2Json(undefined))
