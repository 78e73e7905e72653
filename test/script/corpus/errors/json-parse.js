JSON.parse('{"a": }')
