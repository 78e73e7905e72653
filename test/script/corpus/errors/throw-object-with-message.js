throw { name: 'Odd', message: 'no error at all' }
