try { JSON.parse(`{"a": "${'x'.repeat(200)}", oops}`) } catch (error) { console.log(error.message.length < 600, error.message) }
