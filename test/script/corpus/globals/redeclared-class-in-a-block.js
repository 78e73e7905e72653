{ let data = 1; const _ = 2; console.log(data, _) }
