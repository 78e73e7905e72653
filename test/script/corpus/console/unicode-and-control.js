console.log('ä 日本 \u{1F600} \u0000 \u001b[31m red', '\ud800')
