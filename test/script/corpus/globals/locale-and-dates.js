console.log(new Date(Date.UTC(2020, 1, 29)).toISOString(), new Date('2020-02-30').getTime(), (1234.5).toLocaleString('en-US'), new Intl.NumberFormat('de-DE').format(1234.5))
