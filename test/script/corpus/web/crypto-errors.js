/* { "dialects": ["postman"] } */
try { await crypto.subtle.digest('MD5', new Uint8Array(1)) } catch (error) { console.log(error.name) }
try { crypto.getRandomValues([1]) } catch (error) { console.log(error.name) }
