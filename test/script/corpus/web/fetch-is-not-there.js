fetch('https://api.test/')
