console.log(JSON.parse('{"a":[1,null,true]}'), JSON.parse('5'), JSON.parse(' "x" '), JSON.parse('{"a":1}', (key, value) => (key === 'a' ? value + 1 : value)))
